package io.aula.devstack;

/**
 * Every port of one platform, derived from the public one so that a second copy beside the first cannot collide with
 * it, nor with servers that stand on their usual ports.
 */
public record Ports(int gateway) {

    public static final int DEFAULT_GATEWAY = 8080;
    private static final int FIRST = 20_000;
    private static final int BLOCKS = 300;
    private static final int BLOCK = 40;
    private static final int MAX_WORKERS = 16;

    public Ports {
        if (gateway < 1 || gateway > 65_535) {
            throw new SetupFailure("AULA_PORT=" + gateway + " is no port; choose one between 1024 and 65535");
        }
    }

    public int base() {
        return FIRST + gateway % BLOCKS * BLOCK;
    }

    public int identity() {
        return base() + 1;
    }

    public int courses() {
        return base() + 2;
    }

    public int social() {
        return base() + 3;
    }

    public int control() {
        return base() + 4;
    }

    public int postgres() {
        return base() + 5;
    }

    public int neo4j() {
        return base() + 6;
    }

    public int mongodb() {
        return base() + 7;
    }

    public int rabbitmq() {
        return base() + 8;
    }

    public int rabbitmqDistribution() {
        return base() + 9;
    }

    public int epmd() {
        return base() + 10;
    }

    public int rabbitmqControlFirst() {
        return base() + 11;
    }

    public int rabbitmqControlLast() {
        return base() + 12;
    }

    public int smtp() {
        return base() + 13;
    }

    public int mailInbox() {
        return base() + 14;
    }

    public int stripe() {
        return base() + 15;
    }

    /** The health port of worker {@code number}, counted from 1. */
    public int worker(int number) {
        if (number < 1 || number > MAX_WORKERS) {
            throw new SetupFailure("--workers takes 1 to " + MAX_WORKERS + ", not " + number);
        }
        return base() + 20 + number;
    }
}
