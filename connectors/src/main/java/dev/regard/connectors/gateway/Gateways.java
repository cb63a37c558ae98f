package dev.regard.connectors.gateway;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.outbox.Gateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every way out: mail, and the gateways of a mapping file by the name in the dispatch's channel. */
public final class Gateways implements Carrier {
    /** The mapping file's name in the data folder. */
    public static final String FILE = "gateways.yaml";
    private static final String PREFIX = "gateway:";
    private final Carrier mail;
    private final Map<String, HttpGateway> byChannel = new LinkedHashMap<>();
    private final List<Gateway> offered;

    private Gateways(Carrier mail, List<Mapping> mappings, InstantSource wall, InstantSource clock, HttpGateway.Limits limits) {
        this.mail = mail;
        this.offered = offered(mappings);
        mappings.forEach(m -> byChannel.put(PREFIX + m.name(), new HttpGateway(m, wall, clock, limits)));
    }

    /**
     * Mail, and what {@code gateways.yaml} in the folder describes, where there is one.
     *
     * @param wall  the time on the wall, which signatures are made with
     * @param clock the one by which messages fall due
     * @throws BrokenGateways when the file cannot be used
     */
    public static Gateways beside(Carrier mail, Path folder, InstantSource wall, InstantSource clock) {
        Path file = folder.resolve(FILE);
        return new Gateways(mail, Files.exists(file) ? GatewayFile.read(file) : List.of(), wall, clock, HttpGateway.Limits.USUAL);
    }

    /**
     * What {@code gateways.yaml} in the folder offers, without opening anything.
     *
     * @throws BrokenGateways when the file cannot be used
     */
    public static List<Gateway> offered(Path folder) {
        Path file = folder.resolve(FILE);
        return Files.exists(file) ? offered(GatewayFile.read(file)) : List.of();
    }

    private static List<Gateway> offered(List<Mapping> mappings) {
        return mappings.stream().map(m -> new Gateway(m.name(), m.address())).toList();
    }

    /** The same with other limits. */
    static Gateways of(Carrier mail, Path file, InstantSource wall, InstantSource clock, HttpGateway.Limits limits) {
        return new Gateways(mail, GatewayFile.read(file), wall, clock, limits);
    }

    /** In the order in which they are tried. */
    public List<Gateway> offered() {
        return offered;
    }

    @Override
    public Attempt carry(Dispatch dispatch) {
        if (!dispatch.channel().startsWith(PREFIX)) {
            return mail.carry(dispatch);
        }
        HttpGateway gateway = byChannel.get(dispatch.channel());
        // whoever takes a gateway out of the file for an hour must not lose what waits for it
        return gateway == null ? new Attempt(Result.DELAYED, FILE + " has no " + dispatch.channel() + " any more") : gateway.carry(dispatch);
    }

    @Override
    public Optional<String> trouble() {
        return mail.trouble();
    }

    @Override
    public void close() {
        byChannel.values().forEach(HttpGateway::close);
        mail.close();
    }

    @Override
    public String toString() {
        return mail + (byChannel.isEmpty() ? "" : " and " + String.join(", ", byChannel.keySet()));
    }
}
