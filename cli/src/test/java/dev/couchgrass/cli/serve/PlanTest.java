package dev.couchgrass.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.server.options.Cors;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.server.replication.AddressRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
  private static Plan plan(Map<Setting, String> flags, Map<String, String> environment)
      throws IOException {
    return Plan.of(Settings.of(flags, environment, Optional.empty()), () -> "made");
  }

  private static ServerOptions options(Setting setting, String text) throws IOException {
    return plan(Map.of(setting, text), Map.of()).options();
  }

  @Test
  void aFlagCountsMoreThanTheEnvironmentAndThatMoreThanTheFile(@TempDir Path folder)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("s.properties"),
            "port = 1\nbind = ::1\ncors=https://a.example\nadmin = anna:pass:wörd\n");
    Settings settings =
        Settings.of(
            Map.of(Setting.PORT, "3"),
            Map.of("COUCHGRASS_PORT", "2", "COUCHGRASS_CORS", "*", "COUCHGRASS_BIND", " "),
            Optional.of(file));
    ServerOptions options = Plan.of(settings, () -> "made").options();
    assertEquals(3, options.port());
    assertEquals("::1", options.bind());
    assertEquals(Cors.ANY, options.cors());
    assertEquals(Map.of("anna", "pass:wörd"), options.authentication().admins());
  }

  @Test
  void replicationsReachWhatTheRulesSay() throws IOException {
    assertEquals(AddressRules.DEFAULTS, plan(Map.of(), Map.of()).reach());
    Map<Setting, String> flags =
        Map.of(
            Setting.REPLICATOR_JOBS,
            "3",
            Setting.REPLICATE_ALLOW,
            "10.0.0.0/8, *.example.com",
            Setting.REPLICATE_DENY,
            "unsafe,10.0.0.7");
    Plan plan = plan(flags, Map.of());
    assertEquals(3, plan.options().replicator().maxJobs());
    assertEquals(List.of("10.0.0.0/8", "*.example.com"), plan.reach().allow());
    assertTrue(plan.reach().deny().containsAll(AddressRules.UNSAFE));
    assertTrue(plan.reach().deny().contains("10.0.0.7"));
    Map<Setting, String> none = Map.of(Setting.REPLICATE_DENY, "none");
    assertEquals(List.of(), plan(none, Map.of()).reach().deny());
    for (Map<Setting, String> wrong :
        List.of(
            Map.of(Setting.REPLICATE_ALLOW, "10.0.0.0/99"),
            Map.of(Setting.REPLICATE_DENY, "a b"),
            Map.of(Setting.REPLICATOR_JOBS, "0"))) {
      assertThrows(SettingException.class, () -> plan(wrong, Map.of()));
    }
  }

  @Test
  void nobodyNamedMakesAnAdministrator() throws IOException {
    Plan plan = plan(Map.of(), Map.of());
    assertEquals(Optional.of("admin:made"), plan.newAdmin());
    assertEquals(Map.of("admin", "made"), plan.options().authentication().admins());
  }

  @Test
  void anOpenServerNeedsNone() throws IOException {
    Plan plan = plan(Map.of(Setting.OPEN, "true"), Map.of());
    assertEquals(Optional.empty(), plan.newAdmin());
    assertTrue(plan.options().open());
  }

  @Test
  void anOpenServerWithAnAdministratorIsRefused() {
    SettingException failure =
        assertThrows(
            SettingException.class,
            () -> plan(Map.of(Setting.OPEN, "true"), Map.of("COUCHGRASS_ADMIN", "anna:secret")));
    assertEquals(
        "COUCHGRASS_ADMIN would have no effect: an open server asks nobody for a password",
        failure.getMessage());
  }

  @Test
  void aFlagClosesWhatTheEnvironmentOpens() throws IOException {
    assertFalse(
        plan(Map.of(Setting.OPEN, "false"), Map.of("COUCHGRASS_OPEN", "true")).options().open());
  }

  @ParameterizedTest
  @CsvSource({"8000,8000", "8k,8192", "8 M,8388608", "1gb,1073741824"})
  void sizesHaveSuffixes(String text, int bytes) throws IOException {
    assertEquals(bytes, options(Setting.MAX_REQUEST_SIZE, text).limits().requestBytes());
  }

  @Test
  void originsAreAList() throws IOException {
    assertEquals(
        Set.of("https://a.example", "http://b:8080"),
        options(Setting.CORS, "https://a.example, http://b:8080,").cors().origins());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PORT|65536",
        "PORT|-1",
        "PORT|x",
        "OPEN|maybe",
        "MEMORY|perhaps",
        "DURABILITY|always",
        "DATA|a\u0000b",
        "ADMIN|secret",
        "ADMIN|:secret",
        "ADMIN|secret:",
        "CORS|*,https://a.example",
        "CORS|foo",
        "CORS|https://a.example/",
        "CORS|https://A.example",
        "CORS|https://a.example https://b.example",
        "MAX_REQUEST_SIZE|2G",
        "MAX_REQUEST_SIZE|many",
        "MAX_REQUEST_SIZE|-1",
        "MAX_REQUEST_SIZE|0",
        "MAX_DOCUMENT_SIZE|0",
        "MAX_ATTACHMENT_SIZE|9223372036854775808"
      })
  void refusesWhatCannotBe(Setting setting, String text) {
    SettingException failure =
        assertThrows(SettingException.class, () -> options(setting, text), text);
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.startsWith(setting.flag() + ' '), message);
    assertFalse(message.contains("secret"), message);
  }

  @Test
  void databasesAreOnDiskUnlessMemoryIsAskedFor() throws IOException {
    assertEquals(
        Optional.of(new Plan.OnDisk(Path.of("couchgrass-data"), "commit")),
        plan(Map.of(), Map.of()).disk());
    assertEquals(
        Optional.of(new Plan.OnDisk(Path.of("there"), "interval")),
        plan(Map.of(Setting.DURABILITY, "Interval"), Map.of("COUCHGRASS_DATA", "there")).disk());
    assertEquals(
        Optional.empty(),
        plan(Map.of(Setting.MEMORY, "true"), Map.of("COUCHGRASS_DATA", "there")).disk());
    SettingException failure =
        assertThrows(
            SettingException.class,
            () -> plan(Map.of(Setting.MEMORY, "true", Setting.DATA, "there"), Map.of()));
    assertEquals("--data would have no effect: databases are kept in memory", failure.getMessage());
  }

  @Test
  void passwordsDifferAndNeedNoQuoting() {
    Random random = new Random(1);
    String first = Passwords.random(random);
    assertTrue(first.matches("[a-z2-9]{24}"), first);
    assertFalse(first.equals(Passwords.random(random)));
  }

  @Test
  void noTextOfASettingShowsInALog() throws IOException {
    Settings settings =
        Settings.of(Map.of(Setting.ADMIN, "anna:secret"), Map.of(), Optional.empty());
    assertFalse(settings.toString().contains("secret"));
    assertFalse(plan(Map.of(Setting.ADMIN, "anna:secret"), Map.of()).toString().contains("secret"));
  }
}
