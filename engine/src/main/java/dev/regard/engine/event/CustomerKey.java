package dev.regard.engine.event;

import java.util.Locale;
import java.util.Optional;

/**
 * One of the many keys that lead to a card: {@code id:C-1001}, {@code email:a@b.example}, {@code phone:+8613800000000},
 * {@code ext:CRM/77}. Two spellings of the same address or number are equal after {@link #parse}.
 */
public record CustomerKey(Kind kind, String value) {

    /** Where a key comes from. */
    public enum Kind { ID, EMAIL, PHONE, EXT }

    /** The longest key that is taken, in characters (RFC 5321 allows 254 for an address). */
    public static final int LONGEST = 256;

    /** Empty when the text is no key: nothing behind the colon, a blank inside, too long, no {@code @}, no digit. */
    public static Optional<CustomerKey> parse(String text) {
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? "" : text.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 1).strip();
        return switch (scheme) {
            case "id" -> id(rest);
            case "email" -> email(rest);
            case "phone" -> phone(rest);
            case "ext" -> ext(rest);
            default -> Optional.empty();
        };
    }

    /** The key that a text states where a bare value means an id. */
    public static Optional<CustomerKey> stated(String text) {
        return parse(text).or(() -> id(text));
    }

    /** The key of a card's own id. */
    public static Optional<CustomerKey> id(String value) {
        return plain(Kind.ID, value);
    }

    /** The key of an e-mail address, in lower case (RFC 5321 leaves the local part to the host; nobody differs in case). */
    public static Optional<CustomerKey> email(String value) {
        String address = value.strip().toLowerCase(Locale.ROOT);
        int at = address.indexOf('@');
        return at <= 0 || at != address.lastIndexOf('@') || at == address.length() - 1
                ? Optional.empty() : plain(Kind.EMAIL, address);
    }

    /** The key of a phone number: its digits with a leading plus where one was written. */
    public static Optional<CustomerKey> phone(String value) {
        String digits = value.replaceAll("[^0-9+]", "");
        if (digits.startsWith("00")) {
            digits = "+" + digits.substring(2);
        }
        return digits.length() < 3 || digits.lastIndexOf('+') > 0 ? Optional.empty() : plain(Kind.PHONE, digits);
    }

    /** The id of the card that this key leads to where no other one has it; made from the key, so that two who meet it at once make the same card. */
    public String card() {
        return kind == Kind.ID ? value : "R-" + Digest.of(toString());
    }

    private static Optional<CustomerKey> ext(String value) {
        int slash = value.indexOf('/');
        return slash <= 0 || slash == value.length() - 1 ? Optional.empty() : plain(Kind.EXT, value);
    }

    private static Optional<CustomerKey> plain(Kind kind, String value) {
        String text = value.strip();
        boolean fits = !text.isEmpty() && text.length() <= LONGEST
                && text.chars().noneMatch(c -> Character.isISOControl(c) || (kind != Kind.EXT && c == ' '));
        return fits ? Optional.of(new CustomerKey(kind, text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + value;
    }
}
