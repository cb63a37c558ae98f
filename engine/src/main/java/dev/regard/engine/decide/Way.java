package dev.regard.engine.decide;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a message reaches the customer: by mail where there is a working address, else through the first gateway for which there is one. */
record Way(String channel, String address) {
    static final String MAIL = "email";

    static Optional<Way> to(Draft draft) {
        Stream<Way> mail = working(draft, draft.profile.texts("emails")).map(address -> new Way(MAIL, address)).stream();
        Stream<Way> gateways = draft.book.gateways().stream()
                .flatMap(gateway -> working(draft, draft.profile.texts(gateway.address())).map(address -> new Way(gateway.channel(), address)).stream());
        return Stream.concat(mail, gateways).findFirst();
    }

    /** Whether it is a way of messages. */
    static boolean written(String channel) {
        return channel.equals(MAIL) || channel.startsWith("gateway:");
    }

    private static Optional<String> working(Draft draft, List<String> addresses) {
        return addresses.stream().map(String::strip).filter(a -> !a.isEmpty() && !draft.undeliverable().contains(a.toLowerCase(Locale.ROOT))).findFirst();
    }
}
