package dev.couchgrass.conformance.entry;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.store.entry.Reachability;
import dev.couchgrass.store.entry.Reachability.Reached;
import dev.couchgrass.store.entry.Reachability.Unknown;
import dev.couchgrass.store.entry.Reachability.Unreached;
import dev.couchgrass.store.error.ErrorCode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether entries descend from others. */
public abstract class EntryReachConformance extends EntryFixture {
  private final Entry root = Draft.root(1).sign();
  private final Entry base = Draft.of(root, root).sign();
  private final Entry left = Draft.of(root, base).entropy(1).sign();
  private final Entry right = Draft.of(root, base).entropy(2).sign();
  private final Entry top = Draft.of(root, left).sign();

  protected EntryReachConformance(StorageHome.Source homes) {
    super(homes);
  }

  private Reachability reaches(Tips from, Entry... targets) {
    return await(entries.reaches(root.id(), from, List.of(ids(targets))));
  }

  @Test
  @Tag("EST-29")
  void ancestorsAreReached() {
    put(root, base, left, right, top);
    assertEquals(new Reached(), reaches(tips(top), root, base, left, top));
    assertEquals(new Reached(), reaches(tips(top, right), left, right));
    assertEquals(new Reached(), reaches(tips(top)));
    assertEquals(new Reached(), reaches(Tips.NONE));
    assertEquals(new Unreached(), reaches(tips(top), right));
    assertEquals(new Unreached(), reaches(tips(top), base, right));
    assertEquals(new Unreached(), reaches(tips(left), top));
    assertEquals(new Unreached(), reaches(Tips.NONE, root));
  }

  @Test
  @Tag("EST-29")
  void strangersAreRefused() {
    Entry other = Draft.root(2).sign();
    put(root, other);
    assertFails(ErrorCode.BAD_REQUEST, entries.reaches(root.id(), tips(other), List.of()));
    assertFails(ErrorCode.BAD_REQUEST, entries.reaches(root.id(), tips(root), List.of(other.id())));
  }

  @Test
  @Tag("EST-30")
  void whatIsMissingMakesItUnknown() {
    put(root, base, right, top);
    Set<?> missing = assertInstanceOf(Unknown.class, reaches(tips(top), base)).missing();
    assertEquals(Set.of(left.id()), missing);
    assertEquals(
        Set.of(left.id()), assertInstanceOf(Unknown.class, reaches(tips(top), right)).missing());
    assertEquals(
        Set.of(left.id()), assertInstanceOf(Unknown.class, reaches(tips(left), base)).missing());
    assertEquals(
        Set.of(left.id()), assertInstanceOf(Unknown.class, reaches(tips(right), left)).missing());
    assertEquals(new Reached(), reaches(tips(left), left));
    assertEquals(new Reached(), reaches(tips(top, right), base));
    assertEquals(new Unreached(), reaches(tips(right), left, top));
  }
}
