package dev.couchgrass.conformance.broken.entry;

import dev.couchgrass.conformance.broken.BrokenAdapter;
import dev.couchgrass.conformance.broken.UnderTest;
import dev.couchgrass.conformance.broken.storage.WrappedHome;
import dev.couchgrass.store.entry.EntryStore;
import java.util.List;
import java.util.function.UnaryOperator;

/** Storages whose stores of entries are wrong in one point each, rule by rule. */
public final class BrokenEntryStores {
  public static final List<BrokenAdapter> ALL =
      List.of(
          entries(
              "EST-1",
              "put resets",
              "takes what comes again for unverified",
              WrongStatuses.PutResets::new),
          entries(
              "EST-1",
              "known answered",
              "answers with all that was put, there or not",
              WrongStatuses.AnswersAll::new),
          entries(
              "EST-4",
              "refused ones kept",
              "keeps entries that are to be verified before it refuses them",
              WrongStatuses.KeepsWhatItRefuses::new),
          entries(
              "EST-5",
              "failed for now",
              "verifies what has failed",
              WrongStatuses.FailedIsNotForGood::new),
          entries(
              "EST-6",
              "parents not asked",
              "verifies an entry whose parents are not accepted",
              WrongStatuses.ParentsAreNotAsked::new),
          entries(
              "EST-7",
              "parents anywhere",
              "verifies upon parents of another database or store, or as high",
              WrongStatuses.ParentsAnywhere::new),
          entries(
              "EST-8",
              "statuses one by one",
              "sets statuses one by one until one is refused",
              WrongStatuses.SetOneByOne::new),
          entries(
              "EST-9",
              "late parents are tips",
              "takes an entry for a tip that comes after its children",
              WrongTips.LateParents::new),
          entries(
              "EST-10",
              "tips of the database",
              "takes the tips of the database for those of its stores",
              WrongTips.OfTheDatabase::new),
          entries(
              "EST-11",
              "taken by others",
              "takes an entry for no tip if one of another database names it",
              WrongTips.TakenByOthers::new),
          entries(
              "EST-12",
              "unverified cover",
              "takes a verified entry for no tip if an unverified one builds on it",
              WrongTips.UnverifiedToo::new),
          entries("EST-13", "void stays", "takes what is void for a tip", WrongTips.VoidStays::new),
          entries(
              "EST-13",
              "void leads nowhere",
              "takes what something void builds on for no tip",
              WrongTips.VoidLeadsNowhere::new),
          entries(
              "EST-14",
              "stores keep void",
              "tells the tips of a store as if nothing were void",
              WrongTips.StoresKeepVoid::new),
          entries(
              "EST-15",
              "any moment is now",
              "tells the tips of a store of now, whatever the moment",
              WrongTips.AnswersForNow::new),
          entries(
              "EST-16",
              "unknown moment is none",
              "has no tips at a moment that it does not know",
              WrongTips.UnknownMomentIsNone::new),
          entries(
              "EST-17",
              "order of texts",
              "lists entries of one height by the texts of their ids",
              WrongAnswers.OrderOfTexts::new),
          entries(
              "EST-17",
              "one height",
              "lists a store by the heights in the database",
              WrongAnswers.OneHeight::new),
          entries(
              "EST-19",
              "void among the verified",
              "lists void entries among those that are verified",
              WrongAnswers.VoidAmongTheVerified::new),
          entries(
              "EST-21",
              "store parents not missed",
              "misses the parents in the database alone",
              WrongAnswers.StoreParentsNotMissed::new),
          entries(
              "EST-22",
              "entries read on",
              "tells the status of a row when it is read",
              WrongAnswers.ReadsOn::new),
          entries(
              "EST-23",
              "history of the database",
              "follows the links of the database in a store",
              WrongAnswers.HistoryOfTheDatabase::new),
          entries(
              "EST-24",
              "from included",
              "has `from` in the history",
              WrongAnswers.FromIncluded::new),
          entries(
              "EST-24",
              "from alone",
              "leaves out `from`, and not what it descends from",
              WrongAnswers.FromAlone::new),
          entries(
              "EST-26",
              "any common ancestor",
              "takes the highest common ancestor for the merge base",
              WrongAnswers.AnyCommonAncestor::new),
          entries(
              "EST-30",
              "unknown is unreached",
              "takes for unreached what depends on missing entries",
              WrongAnswers.UnknownIsUnreached::new),
          entries(
              "EST-31",
              "parents as named",
              "gives the parents in a store by their ids",
              WrongAnswers.ParentsAsNamed::new),
          entries(
              "EST-32",
              "codec ignored",
              "finds an entry by an id of another codec",
              WrongAnswers.CodecIgnored::new),
          entries(
              "EST-33",
              "users share states",
              "hands out the state of another user",
              WrongKeeps.UsersShare::new),
          entries("EST-35", "states stay", "forgets no states", WrongKeeps.StatesStay::new),
          entries(
              "EST-36",
              "secrets are metadata",
              "keeps secrets and metadata in one place",
              WrongKeeps.SecretsAreMetadata::new),
          entries(
              "EST-37",
              "statuses not kept",
              "takes for unverified what was settled before it was opened",
              WrongStatuses.ForgottenWhenClosed::new),
          entries(
              "EST-39",
              "entries fail after closing",
              "fails the future, and does not throw, after it was closed",
              WrongKeeps.FailsAfterClosing::new));

  private BrokenEntryStores() {}

  private static BrokenAdapter entries(
      String rule, String title, String fault, UnaryOperator<EntryStore> wrapper) {
    return new BrokenAdapter(
        rule, title, fault, () -> UnderTest.storages(() -> WrappedHome.ofEntries(wrapper)));
  }
}
