package io.aula.devstack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What every component is told. A name already set in our own environment is passed on unchanged: that is how a real
 * server takes the place of one of ours.
 */
public record StackEnvironment(Ports ports, Home home, Secrets secrets, Map<String, String> given) {

    private static final Set<String> PROFILES = Set.of("development", "production");

    private static final SortedMap<String, String> STAND_INS = new TreeMap<>(Map.of(
            "AULA_PUBLIC_URL", "links lead to this machine",
            "AULA_COURSES_POSTGRES_URL", "courses are kept in a PostgreSQL of this machine, without a copy",
            "AULA_IDENTITY_POSTGRES_URL", "accounts are kept in a PostgreSQL of this machine, without a copy",
            "AULA_MONGODB_URI",
                    "comments are kept by a MongoDB of this machine, or by a stand-in: bin/status says which",
            "AULA_NEO4J_URI", "follows are kept in a Neo4j of this machine, without a password",
            "AULA_RABBITMQ_URI", "events go through a RabbitMQ of this machine",
            "AULA_OBJECT_STORE_URL", "files are kept in a folder of this machine",
            "AULA_SMTP_HOST", "mails go to an inbox that everybody on this machine can read",
            "AULA_STRIPE_API_KEY", "payments go to a double, and no money moves"));

    public StackEnvironment {
        given = Map.copyOf(given);
        String profile = given.getOrDefault("AULA_PROFILE", "");
        if (!profile.isBlank() && !PROFILES.contains(profile)) {
            throw new SetupFailure("AULA_PROFILE=" + profile + " is unknown; choose development or production");
        }
    }

    public static StackEnvironment fromEnvironment() {
        Map<String, String> given = System.getenv();
        int port = parsePort(given.getOrDefault("AULA_PORT", String.valueOf(Ports.DEFAULT_GATEWAY)));
        Home home = Home.fromEnvironment();
        return new StackEnvironment(Ports.of(home, port), home, Secrets.loadOrCreate(home.secrets(), given), given);
    }

    public StackEnvironment on(Ports others) {
        return new StackEnvironment(others, home, secrets, given);
    }

    /** The address of a real server that was named for {@code variable}, if any. */
    public Optional<String> external(String variable) {
        return Optional.ofNullable(given.get(variable)).filter(value -> !value.isBlank());
    }

    public String publicUrl() {
        return external("AULA_PUBLIC_URL").orElse("http://localhost:" + ports.gateway());
    }

    public boolean isDevelopment() {
        return profile().equals("development");
    }

    /** True unless a key of Stripe's, or another server that speaks like it, was given. */
    public boolean hasStripeDouble() {
        return external("AULA_STRIPE_API_KEY").isEmpty()
                && external("AULA_STRIPE_URL").isEmpty();
    }

    /** What stands in for a real one, where real people may come: one line each, in development none. */
    public List<String> standIns() {
        if (isDevelopment()) {
            return List.of();
        }
        return STAND_INS.entrySet().stream()
                .filter(entry -> external(entry.getKey()).isEmpty())
                .map(entry -> entry.getKey() + " is not set: " + entry.getValue())
                .toList();
    }

    public Map<String, String> variables() {
        Map<String, String> all = new LinkedHashMap<>(secrets.asMap());
        all.put("AULA_PORT", String.valueOf(ports.gateway()));
        all.put("AULA_HOME", home.root().toString());
        all.put("AULA_PUBLIC_URL", publicUrl());
        all.put("AULA_PROFILE", profile());
        all.put("SPRING_PROFILES_ACTIVE", profile());
        all.put("AULA_IDENTITY_URL", local("http", ports.identity(), ""));
        all.put("AULA_COURSES_URL", local("http", ports.courses(), ""));
        all.put("AULA_SOCIAL_URL", local("http", ports.social(), ""));
        all.put("AULA_IDENTITY_POSTGRES_URL", local("jdbc:postgresql", ports.postgres(), "/aula_identity"));
        all.put("AULA_COURSES_POSTGRES_URL", local("jdbc:postgresql", ports.postgres(), "/aula_courses"));
        all.put("AULA_POSTGRES_USER", "postgres");
        all.put("AULA_POSTGRES_PASSWORD", "postgres");
        all.put("AULA_MONGODB_URI", local("mongodb", ports.mongodb(), "/aula_social"));
        all.put("AULA_NEO4J_URI", local("bolt", ports.neo4j(), ""));
        all.put("AULA_NEO4J_USER", "");
        all.put("AULA_NEO4J_PASSWORD", "");
        all.put(
                "AULA_RABBITMQ_URI",
                "amqp://aula:" + secrets.get("AULA_RABBITMQ_PASSWORD") + "@127.0.0.1:" + ports.rabbitmq() + "/aula");
        all.put("AULA_SMTP_HOST", "127.0.0.1");
        all.put("AULA_SMTP_PORT", String.valueOf(ports.smtp()));
        all.put("AULA_MAIL_INBOX_URL", local("http", ports.mailInbox(), ""));
        if (hasStripeDouble()) {
            all.put("AULA_STRIPE_URL", local("http", ports.stripe(), ""));
            all.put("AULA_STRIPE_WEBHOOK_URL", local("http", ports.identity(), "/webhooks/stripe"));
        }
        all.put("AULA_OBJECT_STORE_URL", "file://" + home.objects());
        all.put("AULA_SCRATCH_DIR", home.scratch().toString());
        all.put("AULA_SPA_DIR", home.repository().resolve("spa/dist").toString());
        all.put(
                "AULA_SUPERGRAPH",
                home.repository().resolve("schema/supergraph.graphql").toString());
        if (!isDevelopment()) {
            all.keySet().removeIf(name -> name.startsWith("AULA_DEMO_"));
        }
        given.forEach((name, value) -> {
            if (name.startsWith("AULA_") && !name.equals("AULA_HOME") && !value.isBlank()) {
                all.put(name, value);
            }
        });
        return all;
    }

    private String profile() {
        return external("AULA_PROFILE").orElse("development");
    }

    private static String local(String scheme, int port, String path) {
        return scheme + "://127.0.0.1:" + port + path;
    }

    private static int parsePort(String text) {
        try {
            return Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            throw new SetupFailure("AULA_PORT=" + text + " is no number", e);
        }
    }
}
