package dev.couchgrass.server.replicator.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.replication.RemoteLocation;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.options.Selection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReaderTest {
  private static final RequestReader READER = new RequestReader(Duration.ofSeconds(7));

  private static ObjectNode tree(String json) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static ReplicationRequest read(String json) {
    return READER.read(tree(json), UserContext.ADMIN);
  }

  private static RemoteLocation source(String source) {
    return ((Side.Remote) read("{'source':" + source + ",'target':'b'}").source()).location();
  }

  @Test
  void readsWhatCouchDbReads() {
    ReplicationRequest all =
        read(
            "{'source':'a','target':'b','create_target':true,'continuous':true,"
                + "'doc_ids':['y','x'],'winning_revs_only':true,'since_seq':5,'use_checkpoints':false,"
                + "'checkpoint_interval':'2000','worker_processes':99,'worker_batch_size':10,"
                + "'http_connections':20,'unknown':{}}");
    ReplicationOptions options = all.options();
    assertTrue(all.createTarget() && all.continuous() && options.winnersOnly());
    assertFalse(options.checkpoints());
    assertEquals("5", options.since().orElseThrow().token());
    assertEquals(Duration.ofSeconds(2), options.checkpointInterval());
    assertEquals(10, options.batch().documents());
    assertEquals(16, options.batch().workers());
    assertEquals(
        new Selection.Documents(Set.of(new DocumentId("x"), new DocumentId("y"))),
        options.selection());
    assertEquals(
        Duration.ofSeconds(7), read("{'source':'a','target':'b'}").options().checkpointInterval());
  }

  @Test
  void whoAsksIsToldInFourWays() {
    String url = "'http://anna:one@h/db'";
    assertEquals("one", source(url).credentials().orElseThrow().password());
    assertEquals("one", source("{'url':" + url + "}").credentials().orElseThrow().password());
    String auth = "'auth':{'basic':{'username':'bea','password':'two'}}";
    assertEquals(
        "two", source("{'url':" + url + "," + auth + "}").credentials().orElseThrow().password());
    String header = "'headers':{'authorization':'Basic Y2FybDp0aHJlZQ==','X-Y':'z'}";
    RemoteLocation headed = source("{'url':'http://h/db'," + header + "}");
    assertEquals("three", headed.credentials().orElseThrow().password());
    assertEquals(Set.of("X-Y"), headed.headers().keySet());
    RemoteLocation both = source("{'url':" + url + "," + header + "}");
    assertEquals("one", both.credentials().orElseThrow().password());
    RemoteLocation token = source("{'url':'http://h/db','headers':{'Authorization':'Bearer t'}}");
    assertEquals(Optional.empty(), token.credentials());
    assertEquals("Bearer t", token.headers().get("Authorization"));
  }

  @Test
  void theIdIsTheSameForTheSameReplication() {
    String ends = "'source':'http://anna:%s@h/db','target':'b'";
    String one = read("{" + ends.formatted("one") + "}").id();
    assertTrue(one.matches("[0-9a-f]{32}"), one);
    assertEquals(one, read("{" + ends.formatted("two") + ",'worker_processes':1}").id());
    List<String> others =
        List.of(
            "{'source':'http://bea:one@h/db','target':'b'}",
            "{'source':'http://anna:one@h/db','target':'c'}",
            "{" + ends.formatted("one") + ",'doc_ids':['x']}",
            "{" + ends.formatted("one") + ",'winning_revs_only':true}");
    others.forEach(other -> assertNotEquals(one, read(other).id(), other));
    assertEquals(
        one + "+continuous+create_target",
        read("{" + ends.formatted("one") + ",'create_target':true,'continuous':true}").id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'target':'b'} | 400",
        "{'source':7,'target':'b'} | 400",
        "{'source':'NOT A NAME','target':'b'} | 400",
        "{'source':'http://x:secret@','target':'b'} | 400",
        "{'source':{'url':'http://h/db','headers':{'a':1}},'target':'b'} | 400",
        "{'source':{'url':'http://h/db','auth':{'basic':{'username':'x'}}},'target':'b'} | 400",
        "{'source':'a','target':'_users'} | 403",
        "{'source':'a','target':'x/_replicator'} | 403",
        "{'source':'a','target':'b','continuous':'yes'} | 400",
        "{'source':'a','target':'b','doc_ids':'x'} | 400",
        "{'source':'a','target':'b','doc_ids':[1]} | 400",
        "{'source':'a','target':'b','selector':'x'} | 400",
        "{'source':'a','target':'b','selector':{'$near':1}} | 400",
        "{'source':'a','target':'b','doc_ids':['x'],'selector':{}} | 400",
        "{'source':'a','target':'b','worker_processes':'a few'} | 400",
        "{'source':'a','target':'b','worker_processes':0} | 400",
        "{'source':'a','target':'b','filter':'app/mine'} | 501",
        "{'source':'a','target':'b','source_proxy':'http://proxy'} | 501"
      })
  void whatIsOfAWrongFormIsRefused(String json, int status) {
    HttpFailure refused = assertThrows(HttpFailure.class, () -> read(json));
    assertEquals(status, refused.status(), refused.reason());
    assertFalse(refused.reason().contains("secret"));
  }
}
