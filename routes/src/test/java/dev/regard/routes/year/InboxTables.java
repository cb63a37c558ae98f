package dev.regard.routes.year;

import dev.regard.routes.year.Buyer.Birthday;
import java.util.List;
import java.util.Map;

/** Tables as a company's other systems export them. */
public final class InboxTables {
    private InboxTables() { }

    public static String customers(List<Buyer> buyers) {
        StringBuilder table = new StringBuilder("customer,name,kind,stage,owner,region,emails,phones,language,timeZone,"
                + "birthday.calendar,birthday.month,birthday.day,birthday.leapMonth\n");
        for (Buyer b : buyers) {
            Birthday birthday = b.is("distributor") ? null : b.birthday();
            row(table, b.id(), "Customer " + b.id(), b.kind(), b.stage(), b.owner(), b.region(), b.mail() ? b.address() : "",
                    "139" + Math.abs(b.id().hashCode() % 100_000_000), b.language(), b.zone().getId(),
                    birthday == null ? "" : birthday.lunar() ? "lunar" : "solar", birthday == null ? "" : birthday.month(),
                    birthday == null ? "" : birthday.day(), birthday != null && birthday.leapMonth() ? "true" : "");
        }
        return table.toString();
    }

    /** What the tables have no columns for: an organisation's contacts. */
    static Map<String, Object> mainContact(Buyer buyer) {
        return Map.of("contacts", List.of(Map.of("name", "The buyer of " + buyer.id(), "role", "buyer", "main", true, "birthday",
                Map.of("calendar", "solar", "month", buyer.birthday().month(), "day", buyer.birthday().day()))));
    }

    public static String purchases(List<Fact> facts) {
        StringBuilder table = new StringBuilder("customer,time,order,category,amount\n");
        facts.forEach(f -> row(table, f.customer(), f.time(), f.text("order"), f.categories().get(0), f.text("amount")));
        return table.toString();
    }

    static String complaints(List<Fact> facts) {
        StringBuilder table = new StringBuilder("customer,time,complaint,severity,category,text\n");
        facts.forEach(f -> row(table, f.customer(), f.time(), f.text("complaint"), f.text("severity"), f.text("category"), f.text("text")));
        return table.toString();
    }

    public static String stock(List<Fact> facts) {
        StringBuilder table = new StringBuilder("customer,daysOfCover\n");
        facts.forEach(f -> row(table, f.customer(), f.text("daysOfCover")));
        return table.toString();
    }

    public static String consents(List<Fact> facts) {
        StringBuilder table = new StringBuilder("customer,purpose,channel,granted,proof\n");
        facts.forEach(f -> row(table, f.customer(), f.text("purpose"), f.text("channel"), f.text("granted"), f.text("proof")));
        return table.toString();
    }

    private static void row(StringBuilder table, Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            table.append(i == 0 ? "" : ",").append(cells[i]);
        }
        table.append('\n');
    }
}
