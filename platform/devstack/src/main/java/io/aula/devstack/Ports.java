package io.aula.devstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every port of one platform: the public one, and a block of forty for all else. The block follows from the public port unless
 * something holds it; the one that was chosen is remembered in the platform's folder, where every command reads it.
 *
 * @param base the block's first port, held by the supervisor as long as the platform runs
 */
public record Ports(int gateway, int base) {

    public static final int DEFAULT_GATEWAY = 8080;
    public static final int BLOCK = 40;
    private static final int FIRST = 20_000;
    private static final int BLOCKS = 300;
    private static final int MAX_WORKERS = 16;

    public Ports {
        if (gateway < 1 || gateway > 65_535) {
            throw new SetupFailure("AULA_PORT=" + gateway + " is no port; choose one between 1024 and 65535");
        }
    }

    /** The block that follows from the public port alone. */
    public static Ports preferred(int gateway) {
        return block(gateway, 0);
    }

    /** One of the {@value #BLOCKS} blocks: {@code next} blocks after the preferred one, and round. */
    public static Ports block(int gateway, int next) {
        return new Ports(gateway, FIRST + (gateway + next) % BLOCKS * BLOCK);
    }

    public static int blocks() {
        return BLOCKS;
    }

    /** The block remembered in {@code home}, or the preferred one where none is. */
    public static Ports of(Home home, int gateway) {
        Path file = home.ports();
        try {
            return Files.exists(file)
                    ? new Ports(gateway, Integer.parseInt(Files.readString(file).strip()))
                    : preferred(gateway);
        } catch (IOException | NumberFormatException e) {
            throw new SetupFailure("ports: " + file + " should hold one number; delete it", e);
        }
    }

    public void remember(Home home) {
        try {
            Files.createDirectories(home.root());
            Files.writeString(home.ports(), base + "\n");
        } catch (IOException e) {
            throw new SetupFailure("ports: cannot write " + home.ports() + " (" + e.getMessage() + ")", e);
        }
    }

    /** What listens where, by the names that {@code bin/status --ports} prints. */
    public Map<String, Integer> byName() {
        Map<String, Integer> all = new LinkedHashMap<>();
        all.put("gateway", gateway);
        all.put("identity", identity());
        all.put("courses", courses());
        all.put("social", social());
        all.put("control", control());
        all.put("postgres", postgres());
        all.put("neo4j", neo4j());
        all.put("mongodb", mongodb());
        all.put("rabbitmq", rabbitmq());
        all.put("smtp", smtp());
        all.put("mail-inbox", mailInbox());
        all.put("stripe", stripe());
        all.put("transcoder", worker(1));
        return all;
    }

    public int identity() {
        return base + 1;
    }

    public int courses() {
        return base + 2;
    }

    public int social() {
        return base + 3;
    }

    public int control() {
        return base + 4;
    }

    public int postgres() {
        return base + 5;
    }

    public int neo4j() {
        return base + 6;
    }

    public int mongodb() {
        return base + 7;
    }

    public int rabbitmq() {
        return base + 8;
    }

    public int rabbitmqDistribution() {
        return base + 9;
    }

    public int epmd() {
        return base + 10;
    }

    public int rabbitmqControlFirst() {
        return base + 11;
    }

    public int rabbitmqControlLast() {
        return base + 12;
    }

    public int smtp() {
        return base + 13;
    }

    public int mailInbox() {
        return base + 14;
    }

    public int stripe() {
        return base + 15;
    }

    /** The health port of worker {@code number}, counted from 1. */
    public int worker(int number) {
        if (number < 1 || number > MAX_WORKERS) {
            throw new SetupFailure("--workers takes 1 to " + MAX_WORKERS + ", not " + number);
        }
        return base + 20 + number;
    }
}
