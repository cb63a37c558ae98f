package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.run.RuleChanges.Approval;
import dev.regard.engine.run.RuleChanges.NotKnown;
import dev.regard.engine.run.RuleChanges.Proposal;
import dev.regard.engine.run.RuleChanges.Release;
import dev.regard.engine.run.RuleChanges.Statement;
import dev.regard.engine.store.WatchedStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two processes on one store; one of them writes between the other one's reading and writing. */
class RuleArchiveTest {
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private final MemoryStore store = new MemoryStore();
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>();
    private final RuleArchive other = new RuleArchive(store.notes());
    private final RuleArchive archive = new RuleArchive(new WatchedStore(store, new WatchedStore.Watch() {
        @Override
        public void after(String call) {
            Runnable work = call.equals("notes.read") ? meanwhile.getAndSet(null) : null;
            if (work != null) {
                work.run();
            }
        }
    }).notes());

    private static Proposal proposal(String version) {
        return new Proposal(version, new Statement("chen", "a try", ""), NOW, List.of(), null, 0, "", List.of(), null, "v0", 0);
    }

    private static Release release(String version, String how) {
        return new Release(version, new Statement("chen", "a try", ""), List.of(), NOW, how, 0, null, "");
    }

    private static Proposal approvedBy(Proposal proposal, String person) {
        return proposal.approvedBy(Stream.concat(proposal.approvals().stream(), Stream.of(new Approval(person, NOW, "v0"))).toList());
    }

    @Test
    void whatTheOtherAddedToTheHistoryIsStillInIt() {
        meanwhile.set(() -> other.add(release("v1", Release.PUBLISHED)));
        archive.add(release("v0", Release.PLANNED));

        assertEquals(List.of(Release.PUBLISHED, Release.PLANNED), archive.releases().stream().map(Release::how).toList());
    }

    @Test
    void whatTheOtherProposedOrApprovedIsStillThere() {
        archive.put(proposal("v1"));
        meanwhile.set(() -> other.put(proposal("v2")));
        archive.put(proposal("v3"));
        assertEquals(List.of("v1", "v2", "v3"), archive.proposals().stream().map(Proposal::version).toList());

        meanwhile.set(() -> other.change("v1", p -> approvedBy(p, "wang")));
        archive.change("v1", p -> p.publishedAt(NOW.plusSeconds(60), 0, null, "v0"));

        Proposal both = archive.proposal("v1").orElseThrow();
        assertEquals(List.of("wang"), both.approvals().stream().map(Approval::person).toList());
        assertEquals(NOW.plusSeconds(60), both.publishAt());
    }

    @Test
    void whatTheOtherWithdrewIsNotBroughtBack() {
        archive.put(proposal("v1"));
        meanwhile.set(() -> other.remove("v1"));

        assertThrows(NotKnown.class, () -> archive.change("v1", p -> approvedBy(p, "wang")));
        assertEquals(List.of(), archive.proposals());
    }

    @Test
    void whatWasStagedSoLongAgoThatTheHistoryHasForgottenItIsNotToldOnceMore() {
        Release staged = release("v1", Release.STAGED);
        archive.stage(new RuleArchive.Staged("v1", 10, NOW), "v0", List.of(staged));
        assertEquals(List.of(staged), archive.releases());
        Statement nobody = new Statement("", "", "");
        archive.add(IntStream.rangeClosed(1, 500).mapToObj(i -> new Release("v0", nobody, List.of(), NOW.plusSeconds(i), Release.PLANNED, 0, null, ""))
                .toArray(Release[]::new));
        archive.complete(new Release("v0", nobody, List.of(), NOW, Release.PUBLISHED, 0, null, ""));
        assertEquals(0, archive.releases().stream().filter(staged::equals).count());
        assertEquals(10, archive.staged().orElseThrow().percent());
    }
}
