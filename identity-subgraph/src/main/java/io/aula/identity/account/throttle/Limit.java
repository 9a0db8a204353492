package io.aula.identity.account.throttle;

import java.time.Duration;

/**
 * How many tries an hour are free, and how long the wait may grow. Tries are forgotten one by one, so many in an hour, however
 * many people share a network and whether the tries failed or succeeded; all of them after an hour without any.
 *
 * @param free the last of these is followed by the first wait, of 10 seconds, which doubles with each further try
 */
public record Limit(int free, Duration longest) {
    static final Duration MEMORY = Duration.ofHours(1);
    /** Wrong passwords of one account from one network. */
    public static final Limit ACCOUNT = new Limit(5, Duration.ofMinutes(15));
    /** Wrong passwords of somebody who is signed in, from wherever: a sign-in that was stolen opens others without a password. */
    public static final Limit PROOFS = new Limit(20, Duration.ofMinutes(15));
    /** Wishes of one person for another address, each of which writes to an address that may be anybody's. */
    public static final Limit ADDRESSES = new Limit(5, Duration.ofMinutes(15));
    /** Wrong passwords of one account on a device of its owner's: a wait that no one can be kept out by. */
    public static final Limit DEVICE = new Limit(10, Duration.ofMinutes(1));
    /** Wrong passwords of all accounts from one network: one password tried on many, yet not a school after the holidays. */
    public static final Limit NETWORK = new Limit(60, Duration.ofMinutes(15));
    /**
     * Mails to newcomers that one network asks for, counted apart for the first and for those asked for again: a class that
     * joins at once waits a little, a flood gets one a minute.
     */
    public static final Limit SIGN_UPS = new Limit(60, Duration.ofMinutes(1));
    /** Mails to one newcomer that one network asks for. */
    public static final Limit NEWCOMER = new Limit(5, Duration.ofHours(1));
    /**
     * The same from wherever: no flood fills a mailbox, and whoever's it is gets a mail every quarter of an hour at the least, by which
     * they join whoever asked for it.
     */
    public static final Limit MAILBOX = new Limit(10, Duration.ofMinutes(15));
    /** Devices of one network that ask for a code; each asks again when its code has run out. */
    public static final Limit DEVICE_CODES = new Limit(120, Duration.ofMinutes(1));
    /** Codes of devices that one person typed and that were none (RFC 8628 §5.1). */
    public static final Limit CODE_GUESSES = new Limit(5, Duration.ofMinutes(15));

    private static final long FIRST_SECONDS = 10;
    private static final int MOST_DOUBLINGS = 10;

    /** How long it takes until one try is forgotten. */
    Duration leak() {
        return MEMORY.dividedBy(free);
    }

    /** The wait after this many tries; zero while they are free. */
    Duration after(int tries) {
        if (tries < free) {
            return Duration.ZERO;
        }
        Duration wait = Duration.ofSeconds(FIRST_SECONDS << Math.min(tries - free, MOST_DOUBLINGS));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
