package dev.regard.routes.wiring;

import dev.regard.connectors.files.Columns;
import dev.regard.connectors.files.EventFileReader;
import dev.regard.connectors.gateway.Gateways;
import dev.regard.connectors.mail.Carriers;
import dev.regard.connectors.mail.Letterhead;
import dev.regard.connectors.mail.Logo;
import dev.regard.connectors.mail.ReturnPath;
import dev.regard.connectors.mail.Sender;
import dev.regard.connectors.mail.inbound.Correspondence;
import dev.regard.connectors.mail.inbound.ImapReader;
import dev.regard.connectors.mail.inbound.PersonalMail;
import dev.regard.connectors.sqlite.FolderLock;
import dev.regard.connectors.token.SignedTokens;
import dev.regard.connectors.web.Strangers;
import dev.regard.connectors.web.WebServer;
import dev.regard.connectors.web.WebSettings;
import dev.regard.connectors.web.webhook.Webhooks;
import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.outbox.Tokens;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.run.Engine;
import dev.regard.engine.run.EngineClock;
import dev.regard.engine.run.EngineView;
import dev.regard.engine.run.Intake;
import dev.regard.engine.run.Peers;
import dev.regard.engine.run.Replanned;
import dev.regard.engine.run.VirtualTime;
import dev.regard.engine.store.Notes;
import dev.regard.engine.store.Store;
import dev.regard.engine.store.StoreUnavailable;
import dev.regard.routes.intake.Carriage;
import dev.regard.routes.intake.FileIntake;
import dev.regard.routes.intake.Inbox;
import dev.regard.routes.intake.PatientIntake;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.settings.WrongSetting;
import dev.regard.routes.trial.Policy;
import dev.regard.rules.organisation.OrganisationFile;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An engine with everything around it that its settings ask for. Closing it stops everything in order; starting again goes on. */
public final class RunningEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningEngine.class);
    private static final Duration REQUESTS_END_IN = Duration.ofSeconds(3);
    /** All of these from the beginning of a stop. No door takes longer by itself. */
    private static final Duration DOORS_CLOSED_BY = Duration.ofSeconds(6);
    private static final Duration CARRIED_BY = Duration.ofSeconds(8);
    /** What a server does not answer by then is cut off, so that it is known as lost before the engine has stopped. */
    private static final Duration CUT_OFF_AT = Duration.ofSeconds(5);
    private static final Duration ENGINE_STOPPED_BY = Duration.ofSeconds(11);
    private static final Duration PUBLISHED_EVERY = Duration.ofSeconds(2);
    private static final String MAIL_ASIDE = "mail-aside";
    private static final String COLUMNS = "columns.yaml";

    private final Settings settings;
    private final InstantSource world;
    private final LongSupplier nanos;
    private final StartTimes times = StartTimes.ofThisProcess();
    /** Where others come in, by name; each closes by itself. */
    private final Map<String, AutoCloseable> doors = new LinkedHashMap<>();
    /** What these hand on to. */
    private final Map<String, AutoCloseable> behind = new LinkedHashMap<>();
    /** What the engine stands on; the last one closes first. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private Store store;
    private EngineClock clock;
    private Company company;
    private PublishedRules published;
    private PublishedRules.Ready begun;
    private String share;
    private Publisher publisher;
    private Optional<String> refusedRules = Optional.empty();
    private Supplier<Optional<String>> planning = Optional::empty;
    private Rulebook book;
    private Tokens tokens;
    private Gateways carrier;
    private Webhooks webhooks = Webhooks.none();
    private Engine engine;
    /** Where nothing plans, the next start does. */
    private Consumer<Rulebook> planner = published -> { };
    private Carriage carriage;
    private Optional<URI> url = Optional.empty();
    private volatile Optional<ImapReader> mailbox = Optional.empty();
    private volatile boolean stopping;

    private RunningEngine(Settings settings) {
        this(settings, InstantSource.system(), System::nanoTime);
    }

    private RunningEngine(Settings settings, InstantSource world, LongSupplier nanos) {
        this.settings = settings;
        this.world = world;
        this.nanos = nanos;
    }

    /**
     * Starts everything: intake, rules, clock, outbox, pages. When it returns, the engine answers at {@link #url}.
     *
     * @throws RulesRefused when the rules or the organisation have errors
     * @throws dev.regard.engine.store.StoreRefused when another process holds the data folder
     * @throws WebServer.CannotStart when it cannot listen as told
     */
    public static RunningEngine start(Settings settings) {
        return start(settings, InstantSource.system(), System::nanoTime);
    }

    /** The same with other clocks: what hangs on the wall, and what only counts on. */
    static RunningEngine start(Settings settings, InstantSource world, LongSupplier nanos) {
        return new RunningEngine(settings, world, nanos).with(running -> {
            running.webhooks = Webhooks.in(settings.data(), System::getenv, running.company.organisation().currency());
            running.carry(); // before the work in the background begins, which would have processors too
            running.times.passed("routes");
            running.engine.start();
            running.times.passed("unfinished mail");
            running.catchUp();
            running.listen(settings.web());
            running.times.passed("pages");
            running.publishInTime();
            running.doors.put("presence", Presence.announce(settings.data(), running.url.orElseThrow().toString()));
            running.readInbox();
            running.readMailbox();
            running.times.passed("drop folder");
            LOG.info(running.times.words(StartTimes.worked()));
        });
    }

    /** Starts an engine that takes events and decides, but neither listens nor sends: what becomes due waits for {@link #start}. */
    public static RunningEngine deciding(Settings settings) {
        return new RunningEngine(settings).with(running -> {
            running.engine.startDeciding();
            running.carry();
        });
    }

    /** Starts nothing but the API, on a free port of this machine and behind a token of its own, to look at what is stored. */
    public static RunningEngine answering(Settings settings, String token) {
        return new RunningEngine(settings).with(running -> running.listen(WebSettings.at("127.0.0.1:0", Optional.of(token))));
    }

    /** Steps of a start; what was opened before a failing one is closed again. */
    private interface Steps {
        void run(RunningEngine running);
    }

    private RunningEngine with(Steps steps) {
        try {
            assemble();
            steps.run(this);
            return this;
        } catch (RuntimeException e) {
            try {
                close();
            } catch (RuntimeException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private void assemble() {
        if (settings.mongodb().isPresent()) {
            open.push(FolderLock.on(settings.data())); // the embedded store holds it by itself
        }
        Store opened = Stores.open(settings);
        open.push(opened);
        times.passed("store");
        CrashPoint.STARTING.pass();
        store = new MeteredStore(opened, meters);
        company = Company.read(settings);
        Organisation organisation = company.organisation();
        warnOfTheSample();
        clock = clock(settings, store.notes(), world, nanos);
        published = new PublishedRules(store.notes());
        tokens = SignedTokens.of(store.notes());
        carrier = Gateways.beside(Carriers.of(settings.smtp(), settings.data().resolve("sent-mail"), letterhead(organisation), clock), settings.data(), world, clock);
        StartingRules starting = new StartingRules(published, settings.data(), store, organisation, clock, this::policy);
        begun = settings.rules().flatMap(starting::published).orElseGet(() -> published.load(organisation, clock.instant()));
        refusedRules = starting.refusal();
        share = published.archive().share();
        times.passed("rules");
        book = published.staged(organisation).map(draft -> book(begun.rules()).staging(book(draft), published.archive().staged().orElseThrow().percent()))
                .orElseGet(() -> book(begun.rules()));
        String process = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
        Peers peers = settings.mongodb().isPresent() ? Peers.on(store.notes(), Node.of(settings.data()), process, nanos) : Peers.none(process);
        engine = new Engine(store, clock, new MeteredCarrier(carrier, meters), settings.pace(), book, peers, new TroubleLog());
        times.passed("engine");
        LOG.info("rule set {}, data in {}, {}", book.name(), settings.data().toAbsolutePath(), clock.isVirtual() ? "virtual time " + clock.instant() : "real time");
    }

    private void warnOfTheSample() {
        Path own = settings.data().resolve(OrganisationFile.NAME).toAbsolutePath();
        if (settings.smtp().isPresent() && Company.isTheSample(settings)) {
            LOG.warn("mails go out in the name of the sample company {}: say in {} who you are", company.organisation().company(), own);
        }
        settings.rules().filter(folder -> Company.differsIn(folder, settings))
                .ifPresent(folder -> LOG.warn("organisation.yaml in {} is not looked at; the one at work is {}", folder, own));
    }

    /** As it is written now. */
    private Policy policy(RuleSet inForce) {
        return Policy.in(settings.data(), Policy.Names.of(book(inForce), carrier.offered()));
    }

    private Rulebook book(RuleSet rules) {
        Optional<String> root = settings.mailing().publicUrl();
        return new Rulebook(rules, company.organisation(), subscription -> root.map(url -> url + "/u/" + tokens.of(subscription)), carrier.offered());
    }

    private Letterhead letterhead(Organisation organisation) {
        try {
            ReturnPath returns = new ReturnPath(settings.mailing().bounceAddress(), settings.mailing().replyAddress(), tokens);
            return new Letterhead(new Sender(organisation.company(), organisation.sender()), Logo.in(settings.data()), Optional.of(returns));
        } catch (IllegalArgumentException e) {
            throw new WrongSetting(e.getMessage());
        }
    }

    /** The world's clock, or the virtual one that the settings and the store agree on. */
    static EngineClock clock(Settings settings, Notes notes, InstantSource world, LongSupplier nanos) {
        return settings.clock().map(start -> EngineClock.virtual(start, notes)).orElseGet(() -> EngineClock.real(world, nanos, LOG::warn, notes, settings.mongodb().map(uri -> Node.of(settings.data())).orElse("")));
    }

    private void catchUp() {
        CatchUp catchUp = new CatchUp(engine, company.version(), store.notes(), this::tell);
        behind.put("catch-up", catchUp);
        planner = catchUp::planBy;
        planning = catchUp::trouble;
        catchUp.start(book);
    }

    private void tell(Rulebook book, Replanned came) {
        published.archive().add(RuleArchive.planned(book.rules().version(), engine.now(), came));
    }

    private void carry() {
        carriage = Carriage.to(engine);
        behind.put("carriage", carriage);
    }

    private void listen(WebSettings web) {
        EngineView view = new WatchedEngine(engine, settings.data(), Map.of("mailbox", () -> mailbox.flatMap(ImapReader::trouble), "rules", () -> refusedRules.or(() -> Optional.ofNullable(publisher).flatMap(p -> p.desk().held())).or(planning),
                "files", () -> Optional.ofNullable(carriage).flatMap(Carriage::trouble),
                "webhooks", new Aside(settings.data().resolve(Webhooks.REJECTED), "deliveries that were signed and not understood"),
                "mailAside", new Aside(settings.data().resolve(MAIL_ASIDE), "mails that were not read")));
        publisher = new Publisher(published, begun, share, engine, this::book, company.organisation(), planner, new Trials(store, company.organisation()),
                () -> policy(engine.rules()));
        Optional<VirtualTime> time = clock.isVirtual() ? Optional.of(new PublishingTime(engine, publisher.desk())) : Optional.empty();
        WebServer server = WebServer.start(web, view, intake(), publisher, time, meters,
                new Strangers(Optional.of(tokens), webhooks, world));
        doors.put("pages", () -> server.stop(REQUESTS_END_IN));
        url = Optional.of(URI.create(server.url()));
        LOG.info("listening at {}", server.url());
    }

    /** What is to be published at a moment is, and what became due while nothing ran, at once. */
    private void publishInTime() {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "regard-publisher");
            thread.setDaemon(true);
            return thread;
        });
        doors.put("publisher", timer::shutdownNow);
        timer.scheduleWithFixedDelay(() -> {
            attempt("following what another process published", publisher::follow);
            attempt("publishing what is due", publisher.desk()::publishDue);
        }, 0, PUBLISHED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (StoreUnavailable e) {
            LOG.debug("{} is tried again", what, e); // that the store does not answer is said elsewhere
        } catch (RuntimeException | Error e) { // a timer never comes back to what has thrown
            LOG.error("{} failed and is tried again", what, e);
        }
    }

    private void readMailbox() {
        settings.mailing().imap().ifPresent(server -> {
            Correspondence correspondence = new PersonalMail(company.organisation().sender(), settings.mailing().authServer(), tokens, store.records()::dispatch);
            ImapReader reader = new ImapReader(server, correspondence, intake(), store.notes(), clock, settings.data().resolve(MAIL_ASIDE));
            doors.put("mailbox", reader);
            reader.start();
            mailbox = Optional.of(reader);
            LOG.info("reading mail from {}", server);
        });
    }

    private void readInbox() {
        carriage.read(settings.inbox(), new Inbox(files(settings.inbox().resolve(Inbox.REJECTED))));
        LOG.info("reading files from {}", settings.inbox().toAbsolutePath());
    }

    /** The door for files, which waits while the engine is busy; rejected rows go to the folder. */
    public FileIntake files(Path rejectedFolder) {
        Intake patient = new PatientIntake(intake(), engine::waiting, () -> stopping);
        return new FileIntake(reader(settings, company.organisation()), patient, clock::arrival, rejectedFolder);
    }

    /** How a company's files are read: its own names of columns stand in {@code columns.yaml} in the drop folder or the data folder. */
    public static EventFileReader reader(Settings settings, Organisation organisation) {
        Columns columns = Columns.shipped();
        for (Path folder : new Path[] {settings.data(), settings.inbox()}) {
            Path own = folder.resolve(COLUMNS);
            columns = Files.exists(own) ? columns.with(own) : columns;
        }
        return new EventFileReader(columns, organisation.zone(), FileIntake.BATCH);
    }

    public Settings settings() {
        return settings;
    }

    /** The door for events, the one that HTTP and files use too. */
    public Intake intake() {
        return carriage == null ? engine : carriage;
    }

    public Engine engine() {
        return engine;
    }

    public Store store() {
        return store;
    }

    public Organisation organisation() {
        return company.organisation();
    }

    /** Everything that is counted and timed. */
    public PrometheusMeterRegistry meters() {
        return meters;
    }

    /** Where it listens; empty when it does not. */
    public Optional<URI> url() {
        return url;
    }

    /**
     * Takes nothing more, ends what is under way, and gives the data folder up. What is acknowledged is decided at the next start. Where servers hang this takes
     * some seconds, however many there are.
     */
    @Override
    public void close() {
        if (stopping) {
            return;
        }
        stopping = true;
        Ending ending = new Ending();
        doors.forEach(ending::begin);
        ending.await(DOORS_CLOSED_BY);
        behind.forEach(ending::begin);
        ending.await(CARRIED_BY);
        if (engine != null) {
            ending.at(CUT_OFF_AT, "cut-off", carrier);
            ending.begin("engine", engine);
            ending.await(ENGINE_STOPPED_BY);
        }
        while (!open.isEmpty()) {
            ending.inTurn(open.pop());
        }
        ending.failure().ifPresent(e -> {
            throw new IllegalStateException("not everything stopped in order: " + e, e);
        });
    }
}
