package io.aula.identity.account.signin;

import java.time.Duration;

/**
 * How many wrong passwords in a row (none for an hour forgets them) are free, and how long the wait may grow.
 *
 * @param free the last of these is followed by the first wait, of 10 seconds, which doubles with each further failure
 */
record Limit(int free, Duration longest) {
    static final Duration MEMORY = Duration.ofHours(1);
    /** One account from one network. */
    static final Limit ACCOUNT = new Limit(5, Duration.ofMinutes(15));
    /** One account on a device of its owner's: a wait that no one can be kept out by. */
    static final Limit DEVICE = new Limit(10, Duration.ofMinutes(1));
    /** All accounts from one network: whoever tries one password on many people, yet not a school after the holidays. */
    static final Limit NETWORK = new Limit(60, Duration.ofMinutes(15));

    private static final long FIRST_SECONDS = 10;
    private static final int MOST_DOUBLINGS = 10;

    /** The wait after this many failures; zero while they are free. */
    Duration after(int failures) {
        if (failures < free) {
            return Duration.ZERO;
        }
        Duration wait = Duration.ofSeconds(FIRST_SECONDS << Math.min(failures - free, MOST_DOUBLINGS));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
