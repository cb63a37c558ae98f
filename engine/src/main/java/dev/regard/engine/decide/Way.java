package dev.regard.engine.decide;

import dev.regard.engine.customer.Touch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a message reaches the customer: by mail where there is a working address, else through the first gateway for which there is one. */
record Way(String channel, String address) {
    static final String MAIL = "email";

    /** The one for this message, which does not go to where it came back from. */
    static Optional<Way> of(Draft draft, Touch touch) {
        Stream<Way> mail = working(draft, touch, draft.profile.texts("emails")).map(address -> new Way(MAIL, address)).stream();
        Stream<Way> gateways = draft.book.gateways().stream()
                .flatMap(gateway -> working(draft, touch, draft.profile.texts(gateway.address())).map(address -> new Way(gateway.channel(), address)).stream());
        return Stream.concat(mail, gateways).findFirst();
    }

    /** Whether it is a way of messages. */
    static boolean written(String channel) {
        return channel.equals(MAIL) || channel.startsWith("gateway:");
    }

    private static Optional<String> working(Draft draft, Touch touch, List<String> addresses) {
        return addresses.stream().map(String::strip).filter(a -> !a.isEmpty() && !draft.undeliverable().contains(a.toLowerCase(Locale.ROOT))
                && !touch.cameBackFrom().contains(a.toLowerCase(Locale.ROOT))).findFirst();
    }
}
