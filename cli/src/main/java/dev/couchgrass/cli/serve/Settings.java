package dev.couchgrass.cli.serve;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What was set, and where: a flag counts more than the environment, that more than the file.
 *
 * @param values the one of each setting that counts
 */
public record Settings(Map<Setting, Value> values) {
  public Settings {
    values = Map.copyOf(values);
  }

  /**
   * A setting's text.
   *
   * @param origin where it was set, for messages
   */
  public record Value(String text, String origin) {
    SettingException refuse(String rule) {
      return new SettingException(origin + " " + rule);
    }

    /** Hides the text, which may be a password. */
    @Override
    public String toString() {
      return "Value[origin=" + origin + ']';
    }
  }

  /**
   * Brings all three together.
   *
   * @throws SettingException if there is a file and it cannot be read, or names a setting that is
   *     none
   */
  public static Settings of(
      Map<Setting, String> flags, Map<String, String> environment, Optional<Path> file) {
    Map<Setting, Value> values = new EnumMap<>(Setting.class);
    if (file.isPresent()) {
      values.putAll(ofFile(file.get()));
    }
    for (Setting setting : Setting.values()) {
      String text = environment.getOrDefault(setting.variable(), "");
      if (!text.isBlank()) {
        values.put(setting, new Value(text.strip(), setting.variable()));
      }
    }
    flags.forEach((setting, text) -> values.put(setting, new Value(text, setting.flag())));
    return new Settings(values);
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IllegalArgumentException e) {
      throw new SettingException(file + " has a malformed escape");
    } catch (NoSuchFileException e) {
      throw new SettingException("there is no file " + file);
    } catch (CharacterCodingException e) {
      throw new SettingException(file + " is not UTF-8");
    } catch (IOException e) {
      throw new SettingException("cannot read " + file);
    }
    return properties;
  }

  private static Map<Setting, Value> ofFile(Path file) {
    Properties properties = read(file);
    Map<Setting, Value> values = new EnumMap<>(Setting.class);
    for (String key : properties.stringPropertyNames()) {
      Setting setting =
          Setting.ofKey(key)
              .orElseThrow(
                  () -> new SettingException(file + " sets " + key + ", which is unknown"));
      String text = properties.getProperty(key, "").strip();
      values.put(setting, new Value(text, key + " in " + file));
    }
    return values;
  }

  Optional<Value> find(Setting setting) {
    return Optional.ofNullable(values.get(setting));
  }
}
