package dev.regard.engine.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.regard.engine.customer.Contacts.Contact;
import dev.regard.engine.customer.Contacts.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactsTest {
    private static final Instant AT = Instant.parse("2026-03-02T02:00:00Z");

    @Test
    void whatASourceTellsOverAndOverPushesNothingOut() {
        Contact call = new Contact(AT, Direction.OUT, "phone", null, "reached", null, "promised a discount");
        Contact bought = new Contact(AT.plus(Duration.ofDays(9)), Direction.IN, "purchase", null, null, null, null);
        Contacts contacts = Contacts.NONE.with(call);
        for (int update = 0; update <= Contacts.KEPT; update++) {
            contacts = contacts.with(bought);
        }
        assertEquals(List.of(bought, call), contacts.recent());
    }
}
