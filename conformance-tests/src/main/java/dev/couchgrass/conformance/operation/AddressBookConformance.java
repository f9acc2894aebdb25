package dev.couchgrass.conformance.operation;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.operation.AddressBookWriter;
import dev.couchgrass.store.operation.NodeInfo;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is known of nodes. */
public abstract class AddressBookConformance extends LogFixture {
  /** So often that each of a few nodes comes, were it by bad luck not for ages. */
  private static final int OFTEN = 400;

  private static final Duration AGE = Duration.ofMillis(200);

  private static final List<PublicKey> IDS =
      Author.ALL.stream().map(author -> author.log("a").author()).sorted().toList();
  private static final NodeInfo FIRST = NodeInfo.of(IDS.get(0), "one", "another");
  private static final NodeInfo SECOND = NodeInfo.of(IDS.get(1)).withBootstrap(true);
  private static final NodeInfo THIRD = NodeInfo.of(IDS.get(2), "three");

  protected AddressBookConformance(StorageHome.Source homes) {
    super(homes);
  }

  private boolean put(NodeInfo node) {
    return in(tx -> tx.addressBook().put(node));
  }

  private void setTopics(NodeInfo node, int... numbers) {
    in(tx -> tx.addressBook().setTopics(node.id(), topics(numbers)));
  }

  private static Set<Topic> topics(int... numbers) {
    return IntStream.of(numbers)
        .mapToObj(number -> new Topic(Hash.of(Author.text("topic " + number))))
        .collect(Collectors.toSet());
  }

  private List<NodeInfo> found(int... numbers) {
    return await(logs.addressBook().nodes(topics(numbers), Optional.empty(), 100));
  }

  private List<NodeInfo> all() {
    return await(logs.addressBook().nodes(Optional.empty(), 100));
  }

  private Optional<NodeInfo> node(NodeInfo node) {
    return await(logs.addressBook().node(node.id()));
  }

  private Set<Topic> topics(NodeInfo node) {
    return await(logs.addressBook().topics(node.id()));
  }

  @Test
  @Tag("ADR-1")
  void aNodeIsKnownAsItWasPutLast() {
    assertTrue(put(FIRST));
    setTopics(FIRST, 1, 2);
    assertFalse(put(FIRST));
    NodeInfo other = NodeInfo.of(FIRST.id(), "elsewhere").withBootstrap(true);
    assertFalse(put(other));
    assertEquals(Optional.of(other), node(FIRST));
    assertEquals(topics(1, 2), topics(FIRST));
    assertEquals(List.of(other), found(2));
    assertEquals(Optional.empty(), node(SECOND));
    assertEquals(1, await(logs.addressBook().count()));
  }

  @Test
  @Tag("ADR-2")
  void staleNodesAreToldByTheirIds() {
    NodeInfo stale = SECOND.withStale(true);
    put(FIRST);
    put(stale);
    setTopics(stale, 1);
    assertEquals(Optional.of(stale), node(SECOND));
    assertEquals(topics(1), topics(SECOND));
    assertEquals(Set.of(), topics(FIRST));
    assertEquals(Set.of(), topics(THIRD));
    assertEquals(
        List.of(FIRST, stale),
        await(logs.addressBook().nodes(List.of(stale.id(), THIRD.id(), FIRST.id(), stale.id()))));
    assertEquals(List.of(), await(logs.addressBook().nodes(List.of())));
  }

  @Test
  @Tag("ADR-3")
  void staleNodesAreNotFound() {
    put(FIRST);
    put(SECOND);
    put(THIRD);
    Stream.of(FIRST, SECOND, THIRD).forEach(each -> setTopics(each, 1));
    put(SECOND.withStale(true));
    put(THIRD.withStale(true));
    assertEquals(List.of(FIRST), all());
    assertEquals(List.of(FIRST), found(1));
    assertEquals(1, await(logs.addressBook().count()));
    assertEquals(0, await(logs.addressBook().bootstrapCount()));
    assertEquals(Optional.empty(), await(logs.addressBook().randomBootstrap()));
    assertEquals(Set.of(Optional.of(FIRST)), randoms());
    put(SECOND);
    assertEquals(List.of(FIRST, SECOND), all());
    assertEquals(List.of(FIRST, SECOND), found(1));
    assertEquals(1, await(logs.addressBook().bootstrapCount()));
    put(FIRST.withStale(true));
    put(SECOND.withStale(true));
    assertEquals(List.of(), all());
    assertEquals(Set.of(Optional.empty()), randoms());
  }

  private Set<Optional<NodeInfo>> randoms() {
    Set<Optional<NodeInfo>> seen = new HashSet<>();
    for (int time = 0; time < OFTEN; time++) {
      seen.add(await(logs.addressBook().random()));
    }
    return seen;
  }

  @Test
  @Tag("ADR-4")
  void nodesAreListedInOrderEachOnce() {
    List<NodeInfo> sorted = IDS.stream().map(NodeInfo::of).toList();
    List.of(2, 0, 3, 1).forEach(number -> put(sorted.get(number)));
    setTopics(sorted.get(0), 2, 3);
    setTopics(sorted.get(1), 1, 2, 3);
    setTopics(sorted.get(3), 1, 3);
    assertEquals(sorted, all());
    assertEquals(sorted.subList(1, 3), await(logs.addressBook().nodes(Optional.of(IDS.get(0)), 2)));
    assertEquals(sorted.subList(0, 2), found(2));
    assertEquals(List.of(sorted.get(0), sorted.get(1), sorted.get(3)), found(1, 2, 3, 4));
    assertEquals(List.of(sorted.get(1), sorted.get(3)), found(1));
    assertEquals(List.of(), found(4));
    assertEquals(List.of(), found());
    assertEquals(
        List.of(sorted.get(1), sorted.get(3)),
        await(logs.addressBook().nodes(topics(1, 2, 3), Optional.of(IDS.get(0)), 2)));
    assertEquals(
        List.of(sorted.get(0)),
        await(logs.addressBook().nodes(topics(1, 2, 3), Optional.empty(), 1)));
  }

  @Test
  @Tag("ADR-5")
  void topicsTakeThePlaceOfThoseThatThereWere() {
    put(FIRST);
    setTopics(FIRST, 1, 2);
    setTopics(FIRST, 2, 3);
    assertEquals(topics(2, 3), topics(FIRST));
    assertEquals(List.of(), found(1));
    assertEquals(List.of(FIRST), found(3));
    setTopics(FIRST);
    assertEquals(Set.of(), topics(FIRST));
    assertEquals(List.of(), found(1, 2, 3));
    setTopics(SECOND, 1);
    assertEquals(List.of(), found(1));
    assertEquals(0, await(logs.addressBook().bootstrapCount()));
    assertTrue(put(SECOND));
    assertEquals(List.of(SECOND), found(1));
    assertEquals(topics(1), topics(SECOND));
  }

  @Test
  @Tag("ADR-5")
  @Tag("TRX-4")
  void thereAreNotMoreTopicsThanANodeMayHave() {
    put(FIRST);
    setTopics(FIRST, 7);
    Set<Topic> more = topics(IntStream.rangeClosed(0, AddressBookWriter.MAX_TOPICS).toArray());
    OpenTransaction open = OpenTransaction.begin(storage);
    assertFails(ErrorCode.TOO_LARGE, open.handle().addressBook().setTopics(FIRST.id(), more));
    assertEquals(topics(7), await(open.handle().addressBook().topics(FIRST.id())));
    open.commit();
    assertEquals(topics(7), topics(FIRST));
    setTopics(FIRST, IntStream.range(0, AddressBookWriter.MAX_TOPICS).toArray());
    assertEquals(AddressBookWriter.MAX_TOPICS, topics(FIRST).size());
  }

  @Test
  @Tag("ADR-6")
  void aNodeIsForgottenWithItsTopics() {
    put(FIRST);
    put(SECOND);
    setTopics(FIRST, 1);
    setTopics(SECOND, 1);
    assertAnswer(true, tx -> tx.addressBook().remove(FIRST.id()));
    assertAnswer(false, tx -> tx.addressBook().remove(FIRST.id()));
    assertEquals(Optional.empty(), node(FIRST));
    assertEquals(Set.of(), topics(FIRST));
    assertEquals(List.of(SECOND), found(1));
    assertEquals(1, await(logs.addressBook().count()));
    assertTrue(put(FIRST));
    assertEquals(Set.of(), topics(FIRST));
    assertEquals(List.of(SECOND), found(1));
  }

  @Test
  @Tag("ADR-7")
  void nodesThatWerePutLongAgoAreForgotten() {
    put(FIRST);
    put(SECOND.withStale(true));
    setTopics(FIRST, 1);
    put(THIRD);
    assertEquals(0, removeOlderThan(Duration.ofHours(1)));
    assertEquals(2, all().size());
    await(vertx().timer(AGE.toMillis() * 2).mapEmpty());
    int removed =
        in(
            tx -> {
              tx.addressBook().put(THIRD);
              // What is done to a node's topics does not make it younger.
              tx.addressBook().setTopics(FIRST.id(), topics(1, 2));
              return tx.addressBook().removeOlderThan(AGE);
            });
    assertEquals(2, removed);
    assertEquals(0, removeOlderThan(Duration.ofHours(1)));
    assertEquals(Optional.empty(), node(FIRST));
    assertEquals(Optional.empty(), node(SECOND));
    assertEquals(Set.of(), topics(FIRST));
    assertEquals(List.of(), found(1, 2));
    assertEquals(List.of(THIRD), all());
  }

  private int removeOlderThan(Duration age) {
    return in(tx -> tx.addressBook().removeOlderThan(age));
  }

  @Test
  @Tag("ADR-8")
  void thoseThatOthersMayBeginWithAreCountedApart() {
    put(FIRST);
    put(SECOND);
    put(THIRD.withBootstrap(true));
    assertEquals(3, await(logs.addressBook().count()));
    assertEquals(2, await(logs.addressBook().bootstrapCount()));
    Set<Optional<NodeInfo>> seen = new HashSet<>();
    for (int time = 0; time < OFTEN; time++) {
      seen.add(await(logs.addressBook().randomBootstrap()));
    }
    assertEquals(Set.of(Optional.of(SECOND), Optional.of(THIRD.withBootstrap(true))), seen);
    put(THIRD);
    assertEquals(1, await(logs.addressBook().bootstrapCount()));
    put(SECOND.withBootstrap(false));
    assertEquals(0, await(logs.addressBook().bootstrapCount()));
    in(tx -> tx.addressBook().remove(FIRST.id()));
    assertEquals(2, await(logs.addressBook().count()));
  }

  @Test
  @Tag("ADR-9")
  void eachNodeMayBeAnswered() {
    assertEquals(Set.of(Optional.empty()), randoms());
    put(FIRST);
    put(SECOND);
    put(THIRD);
    Set<Optional<NodeInfo>> each =
        Stream.of(FIRST, SECOND, THIRD).map(Optional::of).collect(Collectors.toSet());
    assertEquals(each, randoms());
  }
}
