package dev.regard.routes.wiring;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Postfix and Dovecot from the machine's packages, with a configuration of their own, on loopback: mail for {@code care@heju.example} and
 * {@code li@customer.example} is kept, other addresses of the two domains are unknown and come back.
 */
final class RealMailServers implements AutoCloseable {
    private final Path folder;
    private final int smtp = freePort();
    private final int imap = freePort();

    private RealMailServers() throws IOException {
        folder = Files.createTempDirectory("regard-mail");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Whether they are here, and may be started: both change to users of their own, which only root may. */
    static boolean areHere() {
        return Files.isExecutable(Path.of("/usr/sbin/postfix")) && Files.isExecutable(Path.of("/usr/sbin/dovecot")) && "root".equals(System.getProperty("user.name"));
    }

    static RealMailServers start() throws IOException, InterruptedException {
        RealMailServers servers = new RealMailServers();
        servers.dovecot();
        servers.postfix();
        return servers;
    }

    int smtp() {
        return smtp;
    }

    int imap() {
        return imap;
    }

    /** The mails that lie in a person's mailbox. */
    List<Path> mails(String person) throws IOException {
        Path box = folder.resolve("mail").resolve(person);
        if (!Files.exists(box)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(box)) {
            return files.filter(f -> Files.isRegularFile(f) && List.of("new", "cur").contains(f.getParent().getFileName().toString())).toList();
        }
    }

    private void dovecot() throws IOException, InterruptedException {
        Path mail = Files.createDirectory(folder.resolve("mail"));
        run("chown", "mail:mail", mail.toString());
        Path home = Files.createDirectories(folder.resolve("dovecot"));
        Path settings = Files.writeString(home.resolve("dovecot.conf"), """
                protocols = imap
                base_dir = %1$s/run
                state_dir = %1$s/state
                log_path = %1$s/log
                ssl = no
                disable_plaintext_auth = no
                mail_location = maildir:%2$s/%%n
                first_valid_uid = 1
                passdb {
                  driver = static
                  args = password=secret
                }
                userdb {
                  driver = static
                  args = uid=mail gid=mail home=%2$s/%%n
                }
                service imap-login {
                  inet_listener imap {
                    address = 127.0.0.1
                    port = %3$d
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                """.formatted(home, mail, imap));
        run("/usr/sbin/dovecot", "-c", settings.toString());
    }

    private void postfix() throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve("postfix"));
        Files.createDirectories(home.resolve("queue"));
        run("chown", "postfix", Files.createDirectories(home.resolve("data")).toString());
        Files.writeString(home.resolve("main.cf"), """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                command_directory = /usr/sbin
                daemon_directory = /usr/lib/postfix/sbin
                mail_owner = postfix
                setgid_group = postdrop
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                myhostname = mx.heju.example
                mydestination =
                alias_maps =
                virtual_mailbox_domains = heju.example, customer.example
                virtual_mailbox_base = %2$s
                virtual_mailbox_maps = inline:{{care@heju.example = care/} {li@customer.example = li/}}
                virtual_uid_maps = static:8
                virtual_gid_maps = static:8
                virtual_minimum_uid = 1
                recipient_delimiter = +
                mynetworks = 127.0.0.0/8
                smtpd_relay_restrictions = permit_mynetworks, reject
                smtpd_reject_unlisted_recipient = no
                maillog_file = %1$s/log
                maillog_file_prefixes = /tmp
                """.formatted(home, folder.resolve("mail")));
        Files.writeString(home.resolve("master.cf"), """
                %d inet n - n - - smtpd
                pickup unix n - n 60 1 pickup
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                proxymap unix - - n - - proxymap
                smtp unix - - n - - smtp
                error unix - - n - - error
                retry unix - - n - - error
                virtual unix - n n - - virtual
                anvil unix - - n - 1 anvil
                postlog unix-dgram n - n - 1 postlogd
                """.formatted(smtp));
        run("/usr/sbin/postfix", "-c", home.toString(), "start");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run("/usr/sbin/postfix", "-c", folder.resolve("postfix").toString(), "stop");
            run("kill", Files.readString(folder.resolve("dovecot/run/master.pid")).strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder, new FileVisitOption[0])) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
