package dev.couchgrass.acceptance.replication;

import java.util.ArrayList;
import java.util.List;

/** What a {@link ReplicatesUntilKilled} told before it was killed. */
final class Journal {
  private record Event(boolean begin, boolean note, int revisions) {}

  private final List<Event> events = new ArrayList<>();
  private boolean opened;
  private boolean done;

  /** A line of it; the last one may be cut off. */
  void add(String line) {
    String[] parts = line.split(" ", -1);
    opened |= parts[0].equals("opened");
    done |= parts[0].equals("done");
    if (parts.length == 3 && !parts[2].isEmpty()) {
      events.add(
          new Event(parts[0].equals("begin"), parts[1].equals("note"), Integer.parseInt(parts[2])));
    }
  }

  boolean opened() {
    return opened;
  }

  boolean done() {
    return done;
  }

  int notes() {
    return (int) events.stream().filter(Journal::isNoted).count();
  }

  /** Revisions of which the target may know although no note tells so. */
  int beyondLastNote() {
    int last = -1;
    for (int i = 0; i < events.size(); i++) {
      boolean noted = events.subList(i, events.size()).stream().anyMatch(Journal::isNoted);
      last = isNoting(events.get(i)) && noted ? i : last;
    }
    return events.subList(last + 1, events.size()).stream()
        .filter(event -> event.begin() && !event.note())
        .mapToInt(Event::revisions)
        .sum();
  }

  /** The first thing that is done for a note. */
  private static boolean isNoting(Event event) {
    return event.note() && event.begin() && event.revisions() == 0;
  }

  private static boolean isNoted(Event event) {
    return event.note() && !event.begin() && event.revisions() == 1;
  }
}
