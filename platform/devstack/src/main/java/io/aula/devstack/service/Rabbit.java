package io.aula.devstack.service;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import io.aula.devstack.SetupFailure;
import io.aula.devstack.process.Launch;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Debian's RabbitMQ on ports and folders of ours. The topology and our user are loaded at boot from one definitions file. It is
 * ready when our own user has signed in and found the topology: a broker that merely greets may still refuse us, and clients take
 * that for final.
 */
public final class Rabbit {

    private static final Path PACKAGE = Path.of("/usr/lib/rabbitmq/lib");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String ADVANCED = "advanced.config";
    private static final int LOGIN_MILLIS = 3_000;

    private final Path home;
    private final RabbitPorts ports;
    private final String password;

    /** The four kinds of port a broker opens, all on the loopback address. */
    public record RabbitPorts(int amqp, int distribution, int epmd, int controlFirst, int controlLast) {}

    public Rabbit(Path home, RabbitPorts ports, String password) {
        this.home = home.toAbsolutePath();
        this.ports = ports;
        this.password = password;
    }

    public static boolean isInstalled() {
        return Files.isDirectory(PACKAGE);
    }

    public static String version() {
        return server().getFileName().toString().replace("rabbitmq_server-", "");
    }

    public String uri() {
        return "amqp://aula:" + password + "@127.0.0.1:" + ports.amqp() + "/aula";
    }

    public boolean isReady() {
        return Sockets.greetsInAmqp(ports.amqp()) && letsUsIn(uri());
    }

    /** Whether what {@code uri} names signs in, may use the virtual host in every way, and finds our exchange. */
    static boolean letsUsIn(String uri) {
        ConnectionFactory clients = new ConnectionFactory();
        try {
            clients.setUri(uri);
            clients.setAutomaticRecoveryEnabled(false);
            clients.setConnectionTimeout(LOGIN_MILLIS);
            clients.setHandshakeTimeout(LOGIN_MILLIS);
            clients.setChannelRpcTimeout(LOGIN_MILLIS);
            try (Connection connection = clients.newConnection("readiness");
                    Channel channel = connection.createChannel()) {
                channel.exchangeDeclarePassive("aula.events");
                String queue = channel.queueDeclare().getQueue(); // to configure
                channel.queueBind(queue, "aula.events", "readiness.probe"); // to read the one and write the other
                return true;
            }
        } catch (IOException
                | TimeoutException
                | GeneralSecurityException
                | URISyntaxException
                | ShutdownSignalException e) {
            return false;
        }
    }

    public Launch prepare(Path definitions, Path log) {
        return prepare(definitions, log, "");
    }

    /** @param advanced terms of its configuration, in Erlang, which count more than ours; may be empty */
    public Launch prepare(Path definitions, Path log, String advanced) {
        try {
            if (!advanced.isEmpty()) {
                Files.writeString(home.resolve(ADVANCED), advanced);
            }
            for (String folder : new String[] {"mnesia", "log", "home"}) {
                Files.createDirectories(home.resolve(folder));
            }
            Files.writeString(home.resolve("enabled_plugins"), "[].\n");
            Path own = home.resolve("definitions.json");
            Files.writeString(own, withOurUser(Files.readString(definitions)));
            Files.writeString(home.resolve("rabbitmq.conf"), configuration(own));
            String sbin = server().resolve("sbin").toString();
            // epmd is ours too: left to itself Erlang would start one that outlives the broker.
            String script = "epmd -port " + ports.epmd() + " -address 127.0.0.1 & exec " + sbin + "/rabbitmq-server";
            return new Launch(
                    List.of("bash", "-c", script),
                    environment(),
                    home,
                    log,
                    Launch.Signal.TERM,
                    Duration.ofSeconds(45));
        } catch (IOException e) {
            throw new SetupFailure("rabbitmq: cannot prepare " + home + " (" + e.getMessage() + ")", e);
        }
    }

    private String configuration(Path definitions) {
        return """
                listeners.tcp.1 = 127.0.0.1:%d
                load_definitions = %s
                vm_memory_high_watermark.absolute = 400MB
                disk_free_limit.absolute = 200MB
                consumer_timeout = 14400000
                log.console = true
                log.console.level = info
                log.file = false
                """.formatted(ports.amqp(), definitions);
    }

    /** Queues lie in a folder named after the node: a platform whose ports have moved must find them again. */
    private String nodeName() throws IOException {
        try (Stream<Path> nodes = Files.list(home.resolve("mnesia"))) {
            return nodes.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("aula\\d*@localhost"))
                    .findFirst()
                    .orElse("aula@localhost");
        }
    }

    private Map<String, String> environment() throws IOException {
        Map<String, String> names = new HashMap<>();
        names.put("HOME", home.resolve("home").toString());
        names.put("RABBITMQ_NODENAME", nodeName());
        names.put("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1");
        names.put("RABBITMQ_NODE_PORT", String.valueOf(ports.amqp()));
        names.put("RABBITMQ_DIST_PORT", String.valueOf(ports.distribution()));
        names.put("ERL_EPMD_PORT", String.valueOf(ports.epmd()));
        names.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        names.put("RABBITMQ_CTL_DIST_PORT_MIN", String.valueOf(ports.controlFirst()));
        names.put("RABBITMQ_CTL_DIST_PORT_MAX", String.valueOf(ports.controlLast()));
        names.put("RABBITMQ_MNESIA_BASE", home.resolve("mnesia").toString());
        names.put("RABBITMQ_LOG_BASE", home.resolve("log").toString());
        names.put("RABBITMQ_PID_FILE", home.resolve("rabbit.pid").toString());
        names.put(
                "RABBITMQ_ENABLED_PLUGINS_FILE", home.resolve("enabled_plugins").toString());
        names.put("RABBITMQ_CONFIG_FILE", home.resolve("rabbitmq").toString());
        if (Files.exists(home.resolve(ADVANCED))) {
            names.put("RABBITMQ_ADVANCED_CONFIG_FILE", home.resolve(ADVANCED).toString());
        }
        names.put("RABBITMQ_CONF_ENV_FILE", home.resolve("none").toString());
        // Two schedulers without busy waiting: an idle broker must not eat the machine's two cores.
        names.put(
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                "-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none");
        return names;
    }

    private String withOurUser(String definitions) {
        ObjectNode topology = (ObjectNode) JSON.readTree(definitions);
        topology.putArray("users")
                .addObject()
                .put("name", "aula")
                .put("password_hash", passwordHash())
                .put("hashing_algorithm", "rabbit_password_hashing_sha256")
                .put("tags", "");
        topology.putArray("permissions")
                .addObject()
                .put("user", "aula")
                .put("vhost", "aula")
                .put("configure", ".*")
                .put("write", ".*")
                .put("read", ".*");
        return JSON.writeValueAsString(topology);
    }

    /** The broker's own format: four bytes of salt, then SHA-256 of salt and password. */
    private String passwordHash() {
        byte[] salt = new byte[4];
        new SecureRandom().nextBytes(salt);
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(salt);
            byte[] digest = sha.digest(password.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            byte[] hash = java.util.Arrays.copyOf(salt, salt.length + digest.length);
            System.arraycopy(digest, 0, hash, salt.length, digest.length);
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Path server() {
        try (Stream<Path> folders = Files.list(PACKAGE)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("rabbitmq_server-"))
                    .max(java.util.Comparator.naturalOrder())
                    .orElseThrow(() -> new IOException("no server in " + PACKAGE));
        } catch (IOException e) {
            throw new SetupFailure(
                    "rabbitmq: the package rabbitmq-server is missing; apt-get install rabbitmq-server,"
                            + " or set AULA_RABBITMQ_URI",
                    e);
        }
    }
}
