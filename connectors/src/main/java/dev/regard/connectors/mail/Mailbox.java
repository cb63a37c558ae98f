package dev.regard.connectors.mail;

import java.net.IDN;
import java.nio.charset.StandardCharsets;

/**
 * A bare address (RFC 5321 {@code Mailbox} with a dot-string, RFC 6531 letters in the local part). The domain is kept in ASCII,
 * so it travels over every server; quoted local parts, comments and address literals are refused.
 */
record Mailbox(String local, String domain) {
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST = 254;
    private static final String ATOM_MARKS = "!#$%&'*+-/=?^_`{|}~";

    /** The letters that older and newer IDNA read as different domains: the mail might reach a stranger. */
    private static final String AMBIGUOUS = "ßς\u200c\u200d";

    /** @throws IllegalArgumentException with a reason that does not repeat the address */
    static Mailbox parse(String address) {
        int at = address == null ? -1 : address.lastIndexOf('@');
        require(at > 0 && at < address.length() - 1, "the address is not of the form name@domain");
        Mailbox mailbox = new Mailbox(checkedLocal(address.substring(0, at)), ascii(address.substring(at + 1)));
        require(octets(mailbox.toString()) <= LONGEST, "the address is longer than " + LONGEST + " octets");
        return mailbox;
    }

    /** True when only a server with SMTPUTF8 takes it. */
    boolean international() {
        return local.chars().anyMatch(c -> c > 127);
    }

    @Override
    public String toString() {
        return local + "@" + domain;
    }

    private static String checkedLocal(String local) {
        require(octets(local) <= LONGEST_LOCAL, "the part of the address before @ is longer than " + LONGEST_LOCAL + " octets");
        for (String atom : local.split("\\.", -1)) {
            require(!atom.isEmpty() && atom.codePoints().allMatch(Mailbox::belongsInAnAtom),
                    "the part of the address before @ has a character or a dot where none may be");
        }
        return local;
    }

    private static boolean belongsInAnAtom(int c) {
        if (c > 127) {
            return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK
                    || Character.getType(c) == Character.COMBINING_SPACING_MARK;
        }
        return Character.isLetterOrDigit(c) || ATOM_MARKS.indexOf(c) >= 0;
    }

    private static String ascii(String domain) {
        require(domain.chars().noneMatch(c -> AMBIGUOUS.indexOf(c) >= 0),
                "the domain of the address has a letter that mail systems read differently; write it in its xn-- form");
        try {
            String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
            require(!ascii.endsWith("."), "the domain of the address ends with a dot");
            return ascii;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the part of the address behind @ is not a domain", e);
        }
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void require(boolean right, String wrong) {
        if (!right) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
