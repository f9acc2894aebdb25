package dev.couchgrass.conformance.operation;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.Topic;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which logs belong to which topics. */
public abstract class TopicConformance extends LogFixture {
  private static final Topic ONE = topic(1);
  private static final Topic OTHER = topic(2);

  private final Log log = Author.ALL.get(0).log("a");
  private final Log another = Author.ALL.get(0).log("ab");

  protected TopicConformance(StorageHome.Source homes) {
    super(homes);
  }

  private static Topic topic(int number) {
    return new Topic(Hash.of(new byte[] {(byte) number}));
  }

  private boolean associate(Topic topic, Log with) {
    return in(tx -> tx.topics().associate(topic, with));
  }

  private List<Log> logs(Topic topic) {
    return await(logs.topics().logs(topic, Optional.empty(), 100));
  }

  private List<Topic> topics(Log of) {
    return await(logs.topics().topics(of, Optional.empty(), 100));
  }

  @Test
  @Tag("TOP-1")
  void aLogBelongsToATopicOnce() {
    assertTrue(associate(ONE, log));
    assertFalse(associate(ONE, log));
    assertTrue(associate(ONE, another));
    assertTrue(associate(OTHER, log));
    assertFalse(associate(ONE, log));
    assertTrue(await(logs.topics().contains(ONE, log)));
    assertFalse(await(logs.topics().contains(OTHER, another)));
    assertEquals(List.of(log, another), logs(ONE));
    assertEquals(Stream.of(ONE, OTHER).sorted().toList(), topics(log));
    assertEquals(List.of(ONE), topics(another));
  }

  @Test
  @Tag("TOP-2")
  void anAssociationIsRemovedAlone() {
    associate(ONE, log);
    associate(ONE, another);
    associate(OTHER, log);
    assertAnswer(true, tx -> tx.topics().remove(ONE, log));
    assertAnswer(false, tx -> tx.topics().remove(ONE, log));
    assertAnswer(false, tx -> tx.topics().remove(OTHER, another));
    assertFalse(await(logs.topics().contains(ONE, log)));
    assertEquals(List.of(another), logs(ONE));
    assertEquals(List.of(log), logs(OTHER));
    assertEquals(List.of(OTHER), topics(log));
    assertEquals(List.of(ONE), topics(another));
    assertTrue(associate(ONE, log));
    assertEquals(List.of(log, another), logs(ONE));
  }

  @Test
  @Tag("TOP-3")
  void bothDirectionsAreListedInOrder() {
    List<Log> all =
        Author.ALL.stream()
            .flatMap(author -> Stream.of("b", "", "ab", "a").map(id -> author.log("x" + id)))
            .sorted()
            .toList();
    List<Topic> many = IntStream.range(0, 9).mapToObj(TopicConformance::topic).sorted().toList();
    in(
        tx -> {
          all.stream().skip(1).forEach(each -> tx.topics().associate(ONE, each));
          many.forEach(each -> tx.topics().associate(each, all.get(3)));
          return tx.topics().associate(ONE, all.get(0));
        });
    assertEquals(all, logs(ONE));
    assertEquals(many, topics(all.get(3)));
    assertEquals(all.subList(0, 5), await(logs.topics().logs(ONE, Optional.empty(), 5)));
    assertEquals(all.subList(5, 10), await(logs.topics().logs(ONE, Optional.of(all.get(4)), 5)));
    Optional<Log> none = Optional.of(Author.ALL.get(3).log("zz"));
    assertEquals(
        all.stream().filter(each -> each.compareTo(none.get()) > 0).toList(),
        await(logs.topics().logs(ONE, none, 100)));
    assertEquals(
        many.subList(4, 7), await(logs.topics().topics(all.get(3), Optional.of(many.get(3)), 3)));
    assertEquals(List.of(), logs(topic(100)));
    assertEquals(List.of(), topics(Author.ALL.get(0).log("zz")));
  }

  @Test
  @Tag("TOP-4")
  @Tag("LOG-21")
  void anAssociationDoesNotDependOnTheLog() {
    Author.Chain chain = Author.ALL.get(0).chain("a");
    assertTrue(associate(ONE, log));
    insert(chain, chain.next(3));
    assertEquals(List.of(log), logs(ONE));
    assertAnswer(2L, tx -> tx.logs().prune(log, 2));
    assertEquals(List.of(log), logs(ONE));
    assertAnswer(1L, tx -> tx.logs().forget(log));
    assertEquals(List.of(log), logs(ONE));
    assertEquals(List.of(ONE), topics(log));
    assertEquals(List.of(), await(logs.logs().logs(Optional.empty(), 10)));
  }
}
