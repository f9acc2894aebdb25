package dev.couchgrass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServeCommandTest {
  @Test
  void servesUntilItIsInterrupted() throws IOException {
    String url;
    try (Served served = new Served(Map.of(), "serve", "--port", "0", "--open", "--memory")) {
      url = served.url();
      assertEquals(ExitCode.DONE, Run.of("load", "db", "--url", url).exitCode());
      assertFalse(served.said().contains("administrator"), served.said());
      assertTrue(served.said().contains("everybody who reaches the port may do everything"));
    }
    assertEquals(ExitCode.UNREACHABLE, Run.of("info", "--url", url).exitCode());
  }

  @Test
  void printsHowToLogInIfItMadeTheAdministrator() throws IOException {
    try (Served served = new Served(Map.of(), "serve", "--port", "0", "--memory")) {
      String logIn = served.nextLine();
      Matcher paste = Pattern.compile("Log in with (http://admin:\\S+@127\\S+/)").matcher(logIn);
      assertTrue(paste.matches(), logIn);
      assertEquals(ExitCode.DONE, Run.of("load", "db", "--url", paste.group(1)).exitCode());
      assertEquals(ExitCode.FAILED, Run.of("load", "db2", "--url", served.url()).exitCode());
      assertFalse(served.said().contains("admin:"), served.said());
      assertTrue(served.said().contains("An administrator was made"), served.said());
    }
  }

  @Test
  void theAdministratorOfTheEnvironmentIsNotRepeated() throws IOException {
    Map<String, String> environment = Map.of("COUCHGRASS_ADMIN", "anna:geheim");
    try (Served served = new Served(environment, "serve", "--port", "0", "--memory")) {
      assertFalse(served.said().contains("geheim"), served.said());
      Run load = Run.with(environment, "{}", "load", "db", "--url", served.url());
      assertEquals(ExitCode.DONE, load.exitCode(), load.err());
    }
  }

  @Test
  void aTakenPortIsSaid() throws IOException {
    try (Served served = new Served(Map.of(), "serve", "--port", "0", "--open", "--memory")) {
      Run second = Run.of("serve", "--port", served.port(), "--open", "--memory");
      assertEquals(ExitCode.FAILED, second.exitCode());
      assertEquals(1, second.err().lines().count(), second.err());
      assertTrue(second.err().contains("port " + served.port() + " is taken"), second.err());
    }
  }
}
