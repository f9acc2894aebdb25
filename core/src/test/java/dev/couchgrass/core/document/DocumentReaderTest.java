package dev.couchgrass.core.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.document.ParsedAttachment.Form;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentReaderTest {
  private static final String DIGEST = "825cb35de44c433bfb2df415563a19de";
  private final DocumentReader reader = new DocumentReader(ReadOptions.DEFAULTS);

  private ParsedDocument read(String json) {
    return reader.read(utf8(json));
  }

  private static byte[] utf8(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  @Test
  @Tag("DOC-12")
  void takesSpecialMembersOutOfTheBody() {
    ParsedDocument document =
        read(
            "{'_id':'a','x':1,'_rev':'1-%s','_deleted':true,'_conflicts':7,'_revs_info':[],"
                    .formatted(DIGEST)
                + "'_local_seq':{},'_deleted_conflicts':0,'y':{'_z':2},'_replication_id':'r'}");
    assertEquals(Optional.of("a"), document.id());
    assertEquals(Optional.of(RevisionId.of(1, DIGEST)), document.revision());
    assertTrue(document.deleted());
    assertEquals(
        "{\"x\":1,\"y\":{\"_z\":2},\"_replication_id\":\"r\"}", document.body().toString());
    assertTrue(document.revisions().isEmpty());
    assertTrue(document.attachments().isEmpty());
  }

  @Test
  void readsADocumentWithNothing() {
    ParsedDocument document = read("{}");
    assertEquals(Optional.empty(), document.id());
    assertEquals(Optional.empty(), document.revision());
    assertFalse(document.deleted());
    assertEquals(JsonBody.EMPTY, document.body());
  }

  @Test
  void revisionsWinOverRev() {
    for (String json :
        List.of(
            "{'_rev':'9-x','_revisions':{'start':2,'ids':['b','a']}}",
            "{'_revisions':{'ids':['b','a'],'start':2},'_rev':'9-x'}")) {
      ParsedDocument document = read(json);
      assertEquals("2-b", document.revision().orElseThrow().toString());
      assertEquals(2, document.revisions().orElseThrow().revisions().size());
    }
    ParsedDocument none = read("{'_rev':'9-x','_revisions':{'start':0,'ids':[]}}");
    assertEquals("9-x", none.revision().orElseThrow().toString());
  }

  @Test
  @Tag("DOC-9")
  void onlyTheLastOfEqualMembersCounts() {
    ParsedDocument document = read("{'_id':1,'_i\\u0064':'b','x':1,'_deleted':5,'_deleted':false}");
    assertEquals(Optional.of("b"), document.id());
    assertEquals("{\"x\":1}", document.body().toString());
  }

  @ParameterizedTest
  @Tag("DOC-5")
  @Tag("DOC-10")
  @Tag("DOC-11")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {'_id':1}                               | ILLEGAL_DOCUMENT_ID | Document id must be a string
          {'_rev':1}                              | BAD_REQUEST    | Invalid rev format
          {'_rev':'x'}                            | BAD_REQUEST    | Invalid rev format
          {'_foo':1}                              | DOC_VALIDATION | Bad special document member: _foo
          {'\\u005ffoo':1}                        | DOC_VALIDATION | Bad special document member: _foo
          {'_':1}                                 | DOC_VALIDATION | Bad special document member: _
          {'_access':[]}                          | DOC_VALIDATION | Bad special document member: _access
          {'_deleted':1}                          | DOC_VALIDATION | Bad special document member: _deleted
          {'_revisions':[]}                       | DOC_VALIDATION | Bad special document member: _revisions
          {'_revisions':{}}                       | DOC_VALIDATION | _revisions.start isn't an integer.
          {'_revisions':{'start':1.0,'ids':[]}}   | DOC_VALIDATION | _revisions.start isn't an integer.
          {'_revisions':{'start':1}}              | DOC_VALIDATION | _revisions.ids isn't a array.
          {'_revisions':{'start':1,'ids':'a'}}    | DOC_VALIDATION | _revisions.ids isn't a array.
          {'_revisions':{'start':1,'ids':[1]}}    | DOC_VALIDATION | RevId isn't a string
          {'_revisions':{'start':1,'ids':['825cb35de44c433bfb2df415563a19dx']}} | DOC_VALIDATION | RevId isn't a valid hexadecimal
          {'_attachments':[]}                     | DOC_VALIDATION | Bad special document member: _attachments
          {'_attachments':{'a':1}}                | DOC_VALIDATION | Bad special document member: _attachments
          {'_attachments':{'_a':{'stub':true}}}   | BAD_REQUEST    | Attachment name '_a' starts with prohibited character '_'
          {'_attachments':{'a':{}}}               | BAD_REQUEST    | Invalid attachment data for a
          {'_attachments':{'a':{'data':1}}}       | BAD_REQUEST    | Invalid attachment data for a
          {'_attachments':{'a':{'data':'a'}}}     | BAD_REQUEST    | Invalid attachment data for a
          {'_attachments':{'a':{'data':'YQ'}}}    | BAD_REQUEST    | Invalid attachment data for a
          {'_attachments':{'a':{'data':'Y-=='}}}  | BAD_REQUEST    | Invalid attachment data for a
          {'_attachments':{'a':{'stub':true,'revpos':'1'}}} | BAD_REQUEST | Invalid attachment revpos for a
          {'_foo':1,'x':}                         | BAD_REQUEST    | invalid UTF-8 JSON
          []                                      | BAD_REQUEST    | Document must be a JSON object
          """)
  void refusesInCouchDbsWords(String json, Problem problem, String reason) {
    String text = json;
    InvalidInputException refusal = assertThrows(InvalidInputException.class, () -> read(text));
    assertEquals(problem, refusal.problem());
    assertEquals(reason, refusal.reason());
    if (!json.startsWith("[")) {
      byte[] bulk = utf8("{'docs':[{'_id':'good'}," + json + "]}");
      assertEquals(
          reason, assertThrows(InvalidInputException.class, () -> reader.readBulk(bulk)).reason());
    }
  }

  @Test
  void readsAttachments() {
    List<ParsedAttachment> attachments =
        read("{'_attachments':{'b':{'stub':true,'digest':'md5-x','length':5,'revpos':2,"
                + "'encoding':'gzip','encoded_length':25},'a':{'content_type':'text/plain',"
                + "'data':'aGVs\\nbG8='},'c':{'follows':true,'length':3},'d':{'data':''}}}")
            .attachments();
    assertEquals(List.of("b", "a", "c", "d"), attachments.stream().map(a -> a.name()).toList());
    ParsedAttachment stub = attachments.get(0);
    assertEquals(Form.STUB, stub.form());
    assertEquals(Optional.of("md5-x"), stub.digest());
    assertEquals(OptionalLong.of(5), stub.length());
    assertEquals(OptionalLong.of(25), stub.encodedLength());
    assertEquals(OptionalLong.of(2), stub.revpos());
    assertEquals(Optional.of("gzip"), stub.encoding());
    ParsedAttachment inline = attachments.get(1);
    assertEquals(Form.INLINE, inline.form());
    assertArrayEquals("hello".getBytes(StandardCharsets.UTF_8), inline.data());
    assertEquals("text/plain", inline.effectiveContentType());
    assertEquals(Form.FOLLOWS, attachments.get(2).form());
    assertEquals("application/octet-stream", attachments.get(3).effectiveContentType());
    assertEquals(0, attachments.get(3).data().length);
  }

  @Test
  void readsASlice() {
    byte[] json = utf8("xx{'_id':'a','b':1}yy");
    assertEquals("{\"b\":1}", reader.read(json, 2, json.length - 4).body().toString());
    assertThrows(InvalidInputException.class, () -> reader.read(json, 2, json.length - 3));
    assertThrows(InvalidInputException.class, () -> reader.read(json, 2, json.length - 5));
  }

  @Test
  void readsLocalDocuments() {
    ParsedLocalDocument document =
        reader.readLocal(utf8("{'_id':'_local/x','_rev':'0-3','seq':7}"));
    assertEquals(Optional.of("_local/x"), document.id());
    assertEquals(Optional.of("0-3"), document.revision());
    assertEquals("{\"seq\":7}", document.body().toString());
  }

  @Test
  void readsBulkRequests() {
    BulkDocuments bulk =
        reader.readBulk(
            utf8("{'docs':[{'_id':'a','x':1},{'_rev':'1-x'}],'w':[1],'new_edits':false}"));
    assertEquals(Optional.of(false), bulk.newEdits());
    assertEquals(2, bulk.documents().size());
    assertEquals("{\"x\":1}", bulk.documents().get(0).body().toString());
    assertEquals(
        "1-x", ((ParsedDocument) bulk.documents().get(1)).revision().orElseThrow().toString());
    BulkDocuments mixed =
        reader.readBulk(utf8("{'docs':[{'_id':'_local/c','_rev':'0-3','x':1},{'_id':'a'}]}"));
    ParsedLocalDocument local = (ParsedLocalDocument) mixed.documents().get(0);
    assertEquals(Optional.of("0-3"), local.revision());
    assertEquals(Optional.of("a"), mixed.documents().get(1).id());
    assertEquals(Optional.empty(), reader.readBulk(utf8("{'docs':[]}")).newEdits());
    assertEquals(0, reader.readBulk(utf8("{'docs':[{'_x':1}],'docs':[]}")).documents().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          []                          | Request body must be a JSON object
          {}                          | POST body must include `docs` parameter.
          {'docs':{}}                 | `docs` parameter must be an array.
          {'docs':[],'new_edits':1}   | `new_edits` parameter must be a boolean.
          {'docs':[1]}                | Document must be a JSON object
          {'docs':[{'_x':1}]          | invalid UTF-8 JSON
          {'docs':[1]} 2              | invalid UTF-8 JSON
          """)
  void refusesBadBulkRequests(String json, String reason) {
    InvalidInputException refusal =
        assertThrows(InvalidInputException.class, () -> reader.readBulk(utf8(json)));
    assertEquals(reason, refusal.reason());
  }

  @Test
  void limitsSizes() {
    DocumentReader small =
        new DocumentReader(ReadOptions.DEFAULTS.withMaxBodyBytes(7).withMaxDocuments(2));
    assertEquals(7, small.read(utf8("{'_id':'long enough','a':1 }")).body().length());
    InvalidInputException large =
        assertThrows(InvalidInputException.class, () -> small.read(utf8("{'a':12,'_id':'i'}")));
    assertEquals(Problem.TOO_LARGE, large.problem());
    assertEquals("Document is too large: i", large.reason());
    InvalidInputException nameless =
        assertThrows(InvalidInputException.class, () -> small.read(utf8("{'a':12}")));
    assertEquals("Document is too large.", nameless.reason());
    assertEquals(2, small.readBulk(utf8("{'docs':[{},{}]}")).documents().size());
    InvalidInputException many =
        assertThrows(
            InvalidInputException.class, () -> small.readBulk(utf8("{'docs':[{},{},{}]}")));
    assertEquals(Problem.TOO_LARGE, many.problem());
  }
}
