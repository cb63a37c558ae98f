package dev.regard.routes.wiring;

import dev.regard.connectors.json.RecordJson;
import dev.regard.engine.run.Replanned;
import dev.regard.engine.run.RuleChanges.NotKnown;
import dev.regard.engine.run.RuleChanges.NotNow;
import dev.regard.engine.run.RuleChanges.Proposal;
import dev.regard.engine.run.RuleChanges.Release;
import dev.regard.engine.run.RuleChanges.Statement;
import dev.regard.engine.store.Notes;
import dev.regard.rules.RuleSetFiles;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What was published and what is proposed, with all files, in the notes of the store. Each write is one note, so that a crash leaves the old or the new; what
 * belongs to two of them lies in the first one, from which {@link #complete} makes the second.
 */
final class RuleArchive {
    private static final int KEPT = 500;
    private static final String FILES = "rule-set ";
    private static final String RELEASES = "rule-releases";
    private static final String PROPOSALS = "rule-proposals";
    private static final String NOTHING = "";
    /** As long as it takes not to be a word, with or without dots at its end. */
    private static final Pattern ABBREVIATED = Pattern.compile("([0-9a-f]{4,32})(?:\\.{2,3}|\u2026)?");
    private static final Pattern TOO_SHORT = Pattern.compile("[0-9a-f]{1,3}(?:\\.{2,3}|\u2026)?");
    private static final String STAGED = "rule-stage";
    private static final RecordJson<Releases> RELEASES_JSON = RecordJson.of(Releases.class);
    private static final RecordJson<Proposals> PROPOSALS_JSON = RecordJson.of(Proposals.class);

    private final Notes notes;

    private record Releases(List<Release> all) { }

    private record Proposals(List<Proposal> all) { }

    RuleArchive(Notes notes) {
        this.notes = notes;
    }

    /** A rule set that decides for a share of the customers. */
    record Staged(String version, int percent, Instant since) { }

    Optional<Staged> staged() {
        return shareNote().map(ShareNote::staged);
    }

    private Optional<ShareNote> shareNote() {
        return shareNote(notes.read(STAGED)).filter(note -> !note.isOver());
    }

    private static Optional<ShareNote> shareNote(Optional<String> text) {
        return text.filter(t -> !t.isEmpty()).map(ShareNote::read);
    }

    /** What a share of the customers has, in one word for comparing; empty where nothing is staged. */
    String share() {
        return shareNote().map(ShareNote::share).orElse(NOTHING);
    }

    /**
     * A share of the customers has other rules from now on, and the history says so.
     *
     * @param staged with 0 percent where none has any more
     * @param beside the version that all others have
     * @param told   what the history says of it
     */
    void stage(Staged staged, String beside, List<Release> told) {
        String share = new ShareNote(staged.version(), staged.percent(), staged.since(), beside, told).text();
        rewrite(STAGED, before -> {
            shareNote(before).ifPresent(this::tell);
            return share;
        });
        add(told);
    }

    /**
     * Completes what somebody died in the middle of, or is in the middle of: what came in force and what a share of the customers got or lost is in the history, and a
     * share is over beside which something else came in force.
     *
     * @param inForce as the history says it
     */
    void complete(Release inForce) {
        Optional<String> before;
        String after;
        do {
            before = notes.read(STAGED);
            Optional<ShareNote> share = shareNote(before);
            share.ifPresent(this::tell);
            Optional<ShareNote> over = share.filter(s -> s.isEndedBy(inForce.version()));
            List<Release> missing = new ArrayList<>();
            over.filter(s -> !s.version().equals(inForce.version())).ifPresent(s -> missing.add(ended(s.staged(), inForce, "published for all")));
            if (inForce().filter(inForce.version()::equals).isEmpty()) {
                missing.add(inForce);
            }
            add(missing);
            String same = before.orElse(NOTHING);
            after = over.isPresent() ? NOTHING : share.filter(s -> s.beside().isEmpty()).map(s -> s.beside(inForce.version()).text()).orElse(same);
            if (after.equals(same)) {
                return;
            }
        } while (!notes.replace(STAGED, before, after));
    }

    /** What is older than all that is kept of the history was in it. */
    private void tell(ShareNote share) {
        List<Release> all = releases();
        add(share.told().stream().filter(release -> all.size() < KEPT || !release.at().isBefore(all.get(0).at())).toList());
    }

    /** What the history says where something takes the place of a staged rule set. */
    static Release ended(Staged staged, Release by, String how) {
        return new Release(staged.version(), by.statement(), List.of(), by.at(), Release.UNSTAGED, staged.percent(), null,
                "its share ended when " + by.version() + " was " + how);
    }

    void keep(RuleSetFiles files) {
        if (noted(files.version()).isEmpty()) {
            notes.write(FILES + files.version(), Base64.getEncoder().encodeToString(files.archive()));
        }
    }

    /** Those of a rule set that was withdrawn are kept no longer, unless something else than a proposal names it. */
    void forget(String version, String inForce) {
        boolean named = version.equals(inForce) || staged().filter(s -> s.version().equals(version)).isPresent()
                || Stream.concat(releases().stream().map(Release::version), proposals().stream().map(Proposal::version)).anyMatch(version::equals);
        if (!named && noted(version).isPresent()) {
            notes.write(FILES + version, NOTHING);
        }
    }

    private Optional<String> noted(String version) {
        return notes.read(FILES + version).filter(text -> !text.isEmpty());
    }

    Optional<RuleSetFiles> files(String version) {
        return noted(version).map(text -> RuleSetFiles.inArchive(Base64.getDecoder().decode(text)));
    }

    /**
     * The version that begins like this, where there is one; what was said where there is none.
     *
     * @throws NotKnown when the beginning is too short to be one
     * @throws NotNow when several begin so
     */
    String whole(String abbreviated) {
        if (TOO_SHORT.matcher(abbreviated).matches()) {
            throw new NotKnown("'" + abbreviated + "' is too short for the beginning of a version: at least four characters.");
        }
        Matcher beginning = ABBREVIATED.matcher(abbreviated);
        if (!beginning.matches()) {
            return abbreviated;
        }
        List<String> meant = Stream.concat(releases().stream().map(Release::version), proposals().stream().map(Proposal::version)).distinct()
                .filter(version -> version.startsWith(beginning.group(1))).toList();
        if (meant.size() > 1) {
            throw new NotNow("Several versions begin with " + beginning.group(1) + ": " + String.join(", ", meant) + ".");
        }
        return meant.isEmpty() ? abbreviated : meant.get(0);
    }

    List<Release> releases() {
        return releases(notes.read(RELEASES));
    }

    private static List<Release> releases(Optional<String> note) {
        return note.map(text -> RELEASES_JSON.read(text).all()).orElse(List.of());
    }

    /** What the history says of all customers having been planned anew. */
    static Release planned(String version, Instant at, Replanned came) {
        String words = "%,d customers anew; %,d contacts added, %,d changed, %,d withdrawn".formatted(came.customers(), came.added(), came.changed(), came.withdrawn());
        return new Release(version, new Statement("", words, ""), List.of(), at, Release.PLANNED, 0, null, "");
    }

    /** What was in force at a moment, and what a share of the customers had beside it. */
    record Course(String version, Optional<Staged> staged) { }

    /** Empty for a moment before the history. */
    Optional<Course> course(Instant at) {
        Optional<Course> course = Optional.empty();
        for (Release release : releases()) {
            if (release.at().isAfter(at)) {
                break;
            }
            if (release.cameInForce()) {
                course = Optional.of(new Course(release.version(), Optional.empty()));
            } else if (release.changedTheShare()) {
                Optional<Staged> staged = release.how().equals(Release.STAGED) ? Optional.of(new Staged(release.version(), release.share(), release.at())) : Optional.empty();
                course = course.map(c -> new Course(c.version(), staged));
            }
        }
        return course;
    }

    /** The version that came in force last, as the history knows. */
    Optional<String> inForce() {
        return Optional.ofNullable(way().peek());
    }

    /** The version that was in force before that one and was not taken back since. */
    Optional<String> before() {
        return way().stream().skip(1).findFirst();
    }

    /** Whether its share was taken from it, and not by something that took its place, and nobody has staged or published it again since. */
    boolean lostItsShare(String version) {
        return releases().stream().filter(r -> r.version().equals(version) && (r.changedTheShare() || r.cameInForce())).reduce((earlier, later) -> later)
                .filter(r -> r.how().equals(Release.UNSTAGED) && r.note().isEmpty()).isPresent();
    }

    /** Whether a rollback went behind this version, and nobody has published it again since. */
    boolean wasTakenBack(String version) {
        return releases().stream().anyMatch(r -> r.cameInForce() && r.version().equals(version)) && !way().contains(version);
    }

    /** The versions that led to the one in force, the latest first: what a rollback went behind is not on the way any more. */
    private Deque<String> way() {
        Deque<String> way = new ArrayDeque<>();
        for (Release release : releases()) {
            if (release.how().equals(Release.ROLLED_BACK) && way.contains(release.version())) {
                while (!way.element().equals(release.version())) {
                    way.pop();
                }
            } else if (release.cameInForce()) {
                way.push(release.version());
            }
        }
        return way;
    }

    void add(Release... releases) {
        add(List.of(releases));
    }

    /** Adds to the history, in one write, what is not in it: a process that starts in the middle of a publication completes it too. */
    private void add(List<Release> releases) {
        if (releases().containsAll(releases)) {
            return;
        }
        rewrite(RELEASES, before -> {
            List<Release> all = new ArrayList<>(releases(before));
            releases.stream().filter(release -> !all.contains(release)).forEach(all::add);
            return RELEASES_JSON.text(new Releases(all.size() > KEPT ? all.subList(all.size() - KEPT, all.size()) : all));
        });
    }

    /** Other processes write the same notes: what one of them wrote since it was read is read again. */
    private void rewrite(String note, Function<Optional<String>, String> how) {
        Optional<String> before;
        do {
            before = notes.read(note);
        } while (!notes.replace(note, before, how.apply(before)));
    }

    /** The proposal with this version, written out. */
    Optional<Proposal> proposal(String version) {
        return proposals().stream().filter(p -> p.version().equals(version)).findFirst();
    }

    List<Proposal> proposals() {
        return proposals(notes.read(PROPOSALS));
    }

    private static List<Proposal> proposals(Optional<String> note) {
        return note.map(text -> PROPOSALS_JSON.read(text).all()).orElse(List.of());
    }

    /** Takes the place of the one with the same version, if there is one. */
    void put(Proposal proposal) {
        changeProposals(all -> {
            if (all.stream().noneMatch(p -> p.version().equals(proposal.version()))) {
                all.add(proposal);
            }
            all.replaceAll(p -> p.version().equals(proposal.version()) ? proposal : p);
        });
    }

    /**
     * Changes the proposal with this version, as it is by now.
     *
     * @param how may be asked again, where another process changed proposals meanwhile
     * @return the changed one
     * @throws NotKnown when it is none any more
     */
    Proposal change(String version, UnaryOperator<Proposal> how) {
        AtomicReference<Proposal> changed = new AtomicReference<>();
        changeProposals(all -> {
            Proposal now = all.stream().filter(p -> p.version().equals(version)).findFirst().orElseThrow(() -> new NotKnown(version + " is no proposal any more."));
            changed.set(how.apply(now));
            all.set(all.indexOf(now), changed.get());
        });
        return changed.get();
    }

    void remove(String version) {
        changeProposals(all -> all.removeIf(p -> p.version().equals(version)));
    }

    private void changeProposals(Consumer<List<Proposal>> how) {
        rewrite(PROPOSALS, before -> {
            List<Proposal> all = new ArrayList<>(proposals(before));
            how.accept(all);
            return PROPOSALS_JSON.text(new Proposals(all));
        });
    }
}
