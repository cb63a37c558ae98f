package dev.regard.connectors.mail;

import dev.regard.connectors.mail.Answer.Step;
import dev.regard.engine.event.Texts;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Angus Mail's transport that remembers which command got which reply. Its exceptions do not tell: a timeout before the final
 * dot and one after it look alike, and a reply is lost when the RSET that follows it fails.
 */
final class SmtpTransport extends SMTPTransport {
    private static final int LONGEST_WORDS = 300;

    /** Null while a command is under way that is no part of a message (EHLO, AUTH, RSET, ...). */
    private Step asked;
    private Step step = Step.MAIL;
    private int code;
    private boolean lost;
    private boolean connected;
    private String words = "";
    private boolean international;
    private String sender = "MAIL FROM:<>";

    SmtpTransport(Session session, boolean tlsFromTheStart) {
        super(session, new URLName("smtp", null, -1, null, null, null), "smtp", tlsFromTheStart);
    }

    /** Hands over one message; what the server says is never an exception. */
    synchronized Answer send(Letter letter) {
        return answer(letter.recipient().international(), () -> sendMessage(letter, new Address[] {letter.envelope()}));
    }

    /** The latest command that named a sender, without its parameters. */
    synchronized String sender() {
        return sender;
    }

    /** Asks whether a mail of this sender would be taken, and takes the question back. */
    synchronized Answer wouldTake(String from) {
        return answer(false, () -> {
            simpleCommand(from);
            simpleCommand("RSET");
        });
    }

    /** Commands of one message. */
    private interface Talk {
        void run() throws MessagingException;
    }

    /** The last word on what begins with {@code MAIL FROM}. */
    private Answer answer(boolean withUtf8, Talk talk) {
        international = withUtf8;
        step = Step.MAIL;
        code = Answer.NONE;
        lost = false;
        words = "";
        try {
            talk.run();
        } catch (MessagingException e) {
            if (code < 200 || code / 100 == 3) {
                notAnswered(e.getNextException());
            }
        }
        return new Answer(step, code, words, lost || !connected);
    }

    /** The latest reply of the server in one line, without control characters. */
    String latestWords() {
        String reply = getLastServerResponse();
        String line = reply == null ? "" : reply.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > LONGEST_WORDS ? Texts.cut(line, LONGEST_WORDS) + "..." : line;
    }

    /** The library also hangs up by itself, and asking it costs a round trip. */
    @Override
    protected synchronized void setConnected(boolean now) {
        connected = now;
        super.setConnected(now);
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        asked = step(command);
        if (asked != null) {
            step = asked;
            code = Answer.NONE;
        }
        if (asked == Step.MAIL) {
            sender = command.substring(0, command.indexOf('>') + 1);
        }
        String sent = international && asked == Step.MAIL ? command + " SMTPUTF8" : command;
        // The transport sends the low byte of each character, so UTF-8 passes as the characters of its bytes.
        super.sendCommand(new String(sent.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        Step answered = asked;
        asked = null;
        int reply = super.readServerResponse();
        if (answered != null) {
            code = Math.max(reply, Answer.NONE);
            lost = "[EOF]".equals(getLastServerResponse());
            words = latestWords();
        }
        return reply;
    }

    private void notAnswered(Exception cause) {
        boolean silent = cause instanceof SocketTimeoutException;
        lost |= cause instanceof IOException && !silent;
        String what = lost ? "the connection was lost" : silent ? Answer.NO_ANSWER : "not understood: " + words;
        words = what + (step == Step.DOT ? " after the whole message was handed over" : " at " + step);
    }

    private static Step step(String command) {
        if (command.startsWith("MAIL FROM:")) {
            return Step.MAIL;
        }
        if (command.startsWith("RCPT TO:")) {
            return Step.RCPT;
        }
        return switch (command) {
            case "DATA" -> Step.DATA;
            case "." -> Step.DOT;
            default -> null;
        };
    }
}
