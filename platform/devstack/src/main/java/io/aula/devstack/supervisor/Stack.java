package io.aula.devstack.supervisor;

import io.aula.devstack.Home;
import io.aula.devstack.Ports;
import io.aula.devstack.StackEnvironment;
import io.aula.devstack.mail.MailSink;
import io.aula.devstack.process.Jvm;
import io.aula.devstack.process.Launch;
import io.aula.devstack.service.Mongo;
import io.aula.devstack.service.MongoBinaries;
import io.aula.devstack.service.MongoChoice;
import io.aula.devstack.service.Neo4j;
import io.aula.devstack.service.Postgres;
import io.aula.devstack.service.Rabbit;
import io.aula.devstack.service.Sockets;
import io.aula.devstack.stripe.StripeDouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The components of the whole platform. One that the environment replaces by a real server is left out. */
final class Stack {

    private static final Patience QUICK = Patience.of(Duration.ofSeconds(60));
    private static final Patience SLOW = Patience.of(Duration.ofSeconds(180));
    private static final String VERSION = "0.1.0";
    private static final int HEAP_MEGABYTES = 256;
    /** For as many objects and events as the double may hold, which are 60 MB. */
    private static final int STRIPE_HEAP_MEGABYTES = 128;

    private static final Map<String, String> MODULES = new TreeMap<>(Map.of(
            "identity", "identity-subgraph",
            "courses", "courses-subgraph",
            "social", "social-subgraph",
            "gateway", "gateway"));

    private final StackEnvironment environment;
    private final Ports ports;
    private final Home home;
    private final Applications applications;
    private final Neo4j neo4j;
    private final String classPath = System.getProperty("java.class.path");

    Stack(StackEnvironment environment) {
        this.environment = environment;
        this.ports = environment.ports();
        this.home = environment.home();
        this.applications = new Applications(home, environment.variables());
        this.neo4j = new Neo4j(home.repository());
    }

    /** All of them, or those in {@code only} with a {@code needs} list trimmed to what is there. */
    List<Component> components(int workers, Set<String> only) {
        List<Component> all = new ArrayList<>();
        dataServices(all);
        services(all);
        for (int number = 1; number <= workers; number++) {
            all.add(worker(number));
        }
        Set<String> kept = all.stream()
                .map(Component::name)
                .filter(name -> only.isEmpty() || only.contains(name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return all.stream()
                .filter(each -> kept.contains(each.name()))
                .map(each -> trimmed(each, kept))
                .toList();
    }

    private void dataServices(List<Component> all) {
        if (environment.external("AULA_COURSES_POSTGRES_URL").isEmpty()) {
            all.add(postgres());
        }
        if (environment.external("AULA_RABBITMQ_URI").isEmpty()) {
            all.add(rabbitmq());
        }
        if (environment.external("AULA_MONGODB_URI").isEmpty()) {
            MongoChoice choice =
                    MongoBinaries.ofThisMachine(home.root().resolve("mongod")).choose(home.data("mongodb"));
            all.add(plain(
                    "mongodb",
                    ports.mongodb(),
                    choice.name(),
                    Mongo.prepare(choice, home.data("mongodb"), ports.mongodb(), classPath, home.log("mongodb"))));
        }
        if (environment.external("AULA_SMTP_HOST").isEmpty()) {
            all.add(plain(
                    "mail",
                    ports.mailInbox(),
                    VERSION,
                    small("mail", MailSink.class, ports.smtp(), ports.mailInbox())));
        }
        if (environment.hasStripeDouble()) {
            all.add(plain("stripe", ports.stripe(), VERSION, stripe()));
        }
    }

    private void services(List<Component> all) {
        all.add(spring("identity", ports.identity(), List.of("postgres", "rabbitmq")));
        all.add(spring("courses", ports.courses(), List.of("postgres", "rabbitmq")));
        all.add(spring("gateway", ports.gateway(), List.of("stripe")));
        all.add(spring("social", ports.social(), List.of("mongodb", "rabbitmq")));
        if (environment.external("AULA_NEO4J_URI").isEmpty()) {
            // Last on purpose: it takes more of two cores than all services together, and pages work without it.
            all.add(new Component(
                    "neo4j",
                    List.of(),
                    List.of("identity", "courses", "gateway"),
                    ports.neo4j(),
                    Neo4j.VERSION,
                    SLOW,
                    () -> applications.neo4j(neo4j.install(), ports.neo4j()),
                    () -> Sockets.greetsInBolt(ports.neo4j()),
                    () -> {}));
        }
    }

    private Component postgres() {
        Postgres postgres = new Postgres(home.data("postgres"), ports.postgres());
        return new Component(
                "postgres",
                List.of(),
                List.of(),
                ports.postgres(),
                Postgres.VERSION,
                QUICK,
                () -> postgres.prepare(home.log("postgres")),
                postgres::isReady,
                () -> postgres.createDatabases("aula_identity", "aula_courses"));
    }

    private Component rabbitmq() {
        Rabbit rabbit = new Rabbit(
                home.data("rabbitmq"),
                new Rabbit.RabbitPorts(
                        ports.rabbitmq(),
                        ports.rabbitmqDistribution(),
                        ports.epmd(),
                        ports.rabbitmqControlFirst(),
                        ports.rabbitmqControlLast()),
                environment.secrets().get("AULA_RABBITMQ_PASSWORD"));
        return new Component(
                "rabbitmq",
                List.of(),
                List.of(),
                ports.rabbitmq(),
                Rabbit.version(),
                SLOW,
                () -> rabbit.prepare(
                        home.repository().resolve("schema/rabbitmq.definitions.json"), home.log("rabbitmq")),
                rabbit::isReady,
                () -> {});
    }

    /** Runs whose only purpose is a start-up cache, for the services among {@code running} that lack one. */
    List<StartCaches.Training> trainings(Set<String> running) {
        Stream<StartCaches.Training> graph = running.contains("neo4j")
                ? applications.trainingNeo4j(neo4j).map(launch -> new StartCaches.Training("neo4j", launch)).stream()
                : Stream.empty();
        return Stream.concat(
                        graph,
                        MODULES.entrySet().stream()
                                .filter(service -> running.contains(service.getKey()))
                                .flatMap(service -> applications
                                        .training(service.getKey(), service.getValue(), HEAP_MEGABYTES)
                                        .map(launch -> new StartCaches.Training(service.getKey(), launch))
                                        .stream()))
                .toList();
    }

    private Component spring(String name, int port, List<String> needs) {
        String module = Objects.requireNonNull(MODULES.get(name));
        return new Component(
                name,
                needs,
                List.of(),
                port,
                VERSION,
                SLOW,
                () -> applications.spring(name, module, HEAP_MEGABYTES, port),
                () -> Http.isOk(port, "/actuator/health/readiness"),
                () -> {});
    }

    private Component worker(int number) {
        String name = number == 1 ? "transcoder" : "transcoder-" + number;
        int port = ports.worker(number);
        return new Component(
                name,
                List.of("rabbitmq", "courses"),
                List.of(),
                port,
                VERSION,
                QUICK,
                () -> applications.worker(name, port),
                () -> Http.isOk(port, "/health/readiness"),
                () -> {});
    }

    private Component plain(String name, int port, String version, Launch launch) {
        return new Component(
                name, List.of(), List.of(), port, version, QUICK, () -> launch, () -> Sockets.accepts(port), () -> {});
    }

    /** Its keys go by the environment, where no list of processes shows them. */
    private Launch stripe() {
        Map<String, String> all = environment.variables();
        Map<String, String> keys = Stream.of(
                        "AULA_STRIPE_API_KEY", "AULA_STRIPE_WEBHOOK_SECRETS", "AULA_STRIPE_WEBHOOK_URL")
                .collect(Collectors.toMap(name -> name, name -> Objects.requireNonNull(all.get(name))));
        String file = home.data("stripe").resolve("ledger.jsonl").toString();
        return new Launch(
                Jvm.small(STRIPE_HEAP_MEGABYTES)
                        .run(classPath, StripeDouble.class.getName(), String.valueOf(ports.stripe()), file),
                keys,
                home.root(),
                home.log("stripe"),
                Launch.Signal.TERM,
                Duration.ofSeconds(10));
    }

    private Launch small(String name, Class<?> main, int... arguments) {
        String[] texts =
                java.util.Arrays.stream(arguments).mapToObj(String::valueOf).toArray(String[]::new);
        return new Launch(
                Jvm.small(48).run(classPath, main.getName(), texts),
                Map.of(),
                home.root(),
                home.log(name),
                Launch.Signal.TERM,
                Duration.ofSeconds(10));
    }

    private static Component trimmed(Component component, Set<String> kept) {
        return new Component(
                component.name(),
                component.needs().stream().filter(kept::contains).toList(),
                component.after().stream().filter(kept::contains).toList(),
                component.port(),
                component.version(),
                component.startWithin(),
                component.prepare(),
                component.ready(),
                component.onceReady());
    }
}
