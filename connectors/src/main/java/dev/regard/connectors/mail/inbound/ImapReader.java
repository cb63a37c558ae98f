package dev.regard.connectors.mail.inbound;

import dev.regard.connectors.mail.ServerAddress;
import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.event.Event;
import dev.regard.engine.run.Backoff;
import dev.regard.engine.run.Intake;
import dev.regard.engine.store.Notes;
import dev.regard.engine.store.StoreUnavailable;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a mailbox (RFC 3501): waits for news by IDLE (RFC 2177), or asks again and again where there is none. The events of a mail are in the
 * journal before the ledger says that it was read, and the ledger says so before the mail is marked as seen; the ids of the events follow from
 * the mail's bytes, so whatever dies in between, nothing is lost and nothing happens twice. No mail stops the ones behind it.
 */
public final class ImapReader implements AutoCloseable {
    /** Larger ones are put aside without being fetched. */
    static final int LARGEST = 25 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(ImapReader.class);
    /** Servers and what lies between forget a connection that says nothing, and news can get lost on the way. */
    private static final Duration ASKED_AGAIN = Duration.ofSeconds(20);
    private static final Duration POLLED = Duration.ofSeconds(15);

    private final ImapServer server;
    private final Correspondence correspondence;
    private final Intake intake;
    private final Notes ledger;
    private final InstantSource clock;
    private final Path aside;
    private final Thread thread = new Thread(this::work, "regard-mailbox");
    private final ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread quiet = new Thread(task, "regard-mailbox-alarm");
        quiet.setDaemon(true);
        return quiet;
    });
    private volatile boolean closed;
    private volatile IMAPStore open;
    private volatile String trouble;
    private final Withheld withheld;
    private boolean progress;

    /**
     * @param clock  the engine's: a mail arrives now at the latest, whatever its server says
     * @param ledger knows how far the mailbox was read
     * @param aside  the folder for mails that are too large or could not be worked out
     */
    public ImapReader(ImapServer server, Correspondence correspondence, Intake intake, Notes ledger, InstantSource clock, Path aside) {
        this.server = server;
        this.correspondence = correspondence;
        this.intake = intake;
        this.ledger = ledger;
        this.clock = clock;
        this.aside = aside;
        withheld = new Withheld(ledger, server.key(), System::nanoTime);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Why the mailbox cannot be read at the moment; empty when it can. */
    public Optional<String> trouble() {
        boolean dead = !closed && thread.getState() == Thread.State.TERMINATED;
        return dead ? Optional.of(server + ": nobody reads it any more; start the program again") : Optional.ofNullable(trouble);
    }

    private void work() {
        Backoff pause = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
        while (!closed) {
            try (IMAPStore store = (IMAPStore) Session.getInstance(server.properties()).getStore(server.protocol())) {
                open = store;
                ServerAddress address = server.address();
                store.connect(address.host(), address.port(), address.user(), address.password());
                IMAPFolder folder = (IMAPFolder) store.getFolder(server.folder());
                folder.open(Folder.READ_WRITE);
                folder.addMessageCountListener(new MessageCountAdapter() {
                    @Override
                    public void messagesAdded(MessageCountEvent news) {
                        try {
                            alarm.execute(() -> ask(folder)); // what comes just before the waiting begins does not end it by itself
                        } catch (RejectedExecutionException e) {
                            LOG.debug("the mailbox is being closed", e);
                        }
                    }
                });
                while (!closed && folder.isOpen()) {
                    int there = folder.getMessageCount();
                    int read = readNew(folder);
                    if (trouble != null) {
                        LOG.info("{} is read again", server);
                    }
                    trouble = null;
                    if (read == 0 && folder.getMessageCount() == there && !readPostponed(folder)) {
                        pause.reset();
                        waitForNews(store, folder);
                    }
                }
            } catch (Exception | StackOverflowError | OutOfMemoryError e) { // nobody else would go on reading
                if (!closed) {
                    told(e);
                    if (progress) {
                        pause.reset();
                        progress = false;
                    }
                    pause(pause.next());
                }
            } finally {
                open = null;
            }
        }
    }

    private void told(Throwable e) {
        boolean known = e instanceof MessagingException || e instanceof Intake.Busy || e instanceof StoreUnavailable || e instanceof UncheckedIOException
                || e instanceof RejectedExecutionException;
        String words = server + ": " + (known ? e.getMessage() : e.toString());
        if (!words.equals(trouble)) {
            LOG.warn("the mailbox is tried again soon: {}", words, known ? null : e);
        }
        trouble = words;
    }

    private synchronized void pause(Duration pause) {
        try {
            long end = System.nanoTime() + pause.toNanos();
            for (long left = pause.toMillis(); left > 0 && !closed; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void waitForNews(IMAPStore store, IMAPFolder folder) throws MessagingException {
        if (!store.hasCapability("IDLE")) {
            pause(POLLED);
            folder.getMessageCount();
            return;
        }
        ScheduledFuture<?> wake = alarm.schedule(() -> ask(folder), ASKED_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        try {
            folder.idle(true);
        } finally {
            wake.cancel(false);
        }
    }

    /** Any question ends the waiting. */
    private static void ask(IMAPFolder folder) {
        try {
            folder.getMessageCount();
        } catch (MessagingException | IllegalStateException e) {
            LOG.debug("the waiting thread meets it too", e);
        }
    }

    /** @return how many were read, or left to the ones behind them */
    private int readNew(IMAPFolder folder) throws MessagingException {
        long validity = folder.getUIDValidity();
        long last = last(validity);
        int atOnce = withheld.atOnce(last);
        // a server names its last mail when asked for later ones (RFC 3501, 6.4.8)
        List<Message> found = new ArrayList<>();
        List<Long> uids = new ArrayList<>();
        for (Message message : folder.getMessagesByUID(last + 1, UIDFolder.LASTUID)) {
            long uid = folder.getUID(message);
            if (found.size() < atOnce && uid > last) {
                found.add(message);
                uids.add(uid);
            }
        }
        if (found.isEmpty()) {
            return 0;
        }
        if (withheld.isGivenUp(uids.get(0), validity)) {
            postpone(uids.get(0), validity);
            return 1;
        }
        try {
            return read(folder, found, validity);
        } catch (MessagingException e) {
            withheld.failed(uids.stream().filter(uid -> uid > last(validity)).toList());
            throw e;
        }
    }

    private void postpone(long uid, long validity) {
        put(notHandedOut(uid, validity), ("the server does not hand it out: " + trouble + "; it is still in the mailbox, UID " + uid + ", and asked for again from time to time\n")
                .getBytes(StandardCharsets.UTF_8));
        withheld.postpone(uid, validity);
        ledger.write(server.key(), validity + ":" + uid);
        progress = true;
    }

    private static String notHandedOut(long uid, long validity) {
        return "not-handed-out-" + validity + "-" + uid + ".txt";
    }

    /** One after the other until the first that is still withheld. @return whether there was one at all */
    private boolean readPostponed(IMAPFolder folder) throws MessagingException {
        long validity = folder.getUIDValidity();
        List<Long> uids = withheld.postponed(validity);
        if (uids.isEmpty() || !withheld.isDue()) {
            return false;
        }
        for (long uid : uids) {
            withheld.postpone(uid, validity); // behind the others, should it fail again
            if (folder.getMessageByUID(uid) instanceof IMAPMessage message) {
                take(message, validity, uid);
                mark(message);
                LOG.info("{}: a mail that was not handed out before was read, UID {}", server, uid);
            }
            withheld.settled(uid, validity);
            removeAside(notHandedOut(uid, validity));
        }
        return true;
    }

    private void removeAside(String name) {
        try {
            Files.deleteIfExists(aside.resolve(name));
        } catch (IOException e) {
            LOG.warn("{} could not be removed: {}", aside.resolve(name), e.getMessage());
        }
    }

    private int read(IMAPFolder folder, List<Message> found, long validity) throws MessagingException {
        FetchProfile what = new FetchProfile();
        what.add(UIDFolder.FetchProfileItem.UID);
        what.add(FetchProfile.Item.SIZE);
        what.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        folder.fetch(found.toArray(Message[]::new), what);
        int read = 0;
        for (Message message : found) {
            if (!closed) {
                long uid = folder.getUID(message);
                take((IMAPMessage) message, validity, uid);
                CrashPoint.MAIL_FILED.pass();
                ledger.write(server.key(), validity + ":" + uid);
                CrashPoint.MAIL_NOTED.pass();
                mark(message);
                progress = true;
                read++;
            }
        }
        return read;
    }

    private long last(long validity) {
        return Withheld.noted(ledger, server.key(), validity).map(Long::valueOf).orElse(0L);
    }

    private static void mark(Message message) {
        try {
            message.setFlag(Flags.Flag.SEEN, true);
        } catch (MessagingException e) {
            // it is for people's eyes only: the ledger knows
            LOG.debug("a mail was not marked as seen", e);
        }
    }

    private void take(IMAPMessage message, long validity, long uid) throws MessagingException {
        if (message.getSize() > LARGEST) {
            message.setPeek(true);
            String head = Optional.ofNullable(message.getFrom()).map(java.util.Arrays::toString).orElse("") + "\n" + message.getSubject() + "\n";
            put("too-large-" + validity + "-" + uid + ".txt", (head + message.getSize() + " bytes; it is still in the mailbox, UID " + uid + "\n").getBytes(StandardCharsets.UTF_8));
            return;
        }
        byte[] raw = raw(message);
        List<Event> events;
        try {
            Date date = message.getReceivedDate();
            Instant now = clock.instant();
            Instant arrived = date == null || date.toInstant().isAfter(now) ? now : date.toInstant();
            events = correspondence.events(MailParser.parse(raw, arrived));
        } catch (StoreUnavailable e) {
            throw e; // what it answers could not be looked up: that is nothing about the mail, which is read again
        } catch (MessagingException | RuntimeException | StackOverflowError | OutOfMemoryError e) { // one mail shall not end the reading of all others
            LOG.error("a mail could not be worked out", e);
            put("mail-" + validity + "-" + uid + ".eml", raw);
            return;
        }
        if (!events.isEmpty()) {
            intake.accept(events);
        }
    }

    private static byte[] raw(IMAPMessage message) throws MessagingException {
        message.setPeek(true);
        try (InputStream in = message.getMimeStream()) {
            return in.readNBytes(LARGEST);
        } catch (IOException e) {
            throw new MessagingException("a mail could not be fetched", e);
        }
    }

    private void put(String name, byte[] content) {
        try {
            Files.createDirectories(aside);
            Files.write(aside.resolve(name), content);
            LOG.warn("a mail was put aside: {}", aside.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("a mail could not be put aside: " + e.getMessage(), e);
        }
    }

    /** Ends what is being read within some seconds; what was not journaled is read again. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        alarm.shutdownNow();
        IMAPStore store = open;
        if (store != null) {
            Thread closer = new Thread(() -> closed(store), "regard-mailbox-close");
            closer.setDaemon(true);
            closer.start(); // it waits for a server that does not answer
        }
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closed(IMAPStore store) {
        try {
            store.close();
        } catch (MessagingException e) {
            LOG.debug("the mailbox was not closed in peace", e);
        }
    }
}
