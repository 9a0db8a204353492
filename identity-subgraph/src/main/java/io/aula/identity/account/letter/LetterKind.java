package io.aula.identity.account.letter;

import java.util.stream.Stream;

/** What a person gets mail of. */
public enum LetterKind {
    /** A link with which to choose a new password; to whoever has the address, if anybody. */
    RESET("reset", 5),
    PASSWORD_CHANGED("passwordChanged", 10),
    /** To the address that shall be confirmed. */
    EMAIL_CONFIRM("emailConfirm", 10),
    /** To the address that shall be replaced. */
    EMAIL_ASKED("emailAsked", 10),
    /** To the address that took the place of another. */
    EMAIL_CHANGED("emailChanged", 10),
    /** To the address that was replaced, with the way back. */
    EMAIL_LOST("emailLost", 10),
    NEW_DEVICE("newDevice", 10),
    /** A spent refresh token came back. */
    THEFT("theft", 5),
    /** What another service asked for. */
    COMMENT_ANSWERED("commentAnswered", 30),
    /** What they were told and have not read: for each its kind, how many, when, and what it is about, which may be empty. */
    DIGEST("digest", 30),
    /** Somebody made them a teacher of a course. */
    STAFF_ADDED("staffAdded", 10),
    /** What was bought: a title, the order's number, its sum in minor units and its currency. Nobody buys this often in an hour. */
    RECEIPT("receipt", 100),
    /** Somebody bought a course of theirs: its title, the order's number, its sum and currency. The page of sales tells of all. */
    SALE("sale", 10),
    /** What was bought is given back: a title, the order's number, the sum that goes back and its currency. */
    REFUND("refund", 20),
    /** What was to go back did not arrive: a title, the order's number, the sum and its currency. */
    REFUND_FAILED("refundFailed", 20),
    /** They have the membership: what it costs, in which currency, and the day of the next payment. */
    MEMBERSHIP_BEGUN("membershipBegun", 5),
    /** A later payment of it: its sum and currency, and until which day it is paid. */
    MEMBERSHIP_PAID("membershipPaid", 5),
    /** A payment of one that still owes or is over, so that no day can be said up to which it is paid: its sum and currency. */
    MEMBERSHIP_COLLECTED("membershipCollected", 5),
    /** What was to go back of it did not arrive: its sum and currency. */
    MEMBERSHIP_REFUND_FAILED("membershipRefundFailed", 5),
    MEMBERSHIP_ENDED("membershipEnded", 5),
    /** A payment of the membership failed: until which day nothing is taken away. */
    MEMBERSHIP_OWING("membershipOwing", 5),
    /** The card that pays the membership will not last: its end, its month, the day of the next payment. */
    CARD_EXPIRES("cardExpires", 5),
    /** Staff closed the account. */
    SUSPENDED("suspended", 5),
    /** Staff opened it again. */
    RESTORED("restored", 5),
    /** One's own data can be fetched: until which day. */
    EXPORT_READY("exportReady", 5),
    /** One wants one's account to be gone. Like the next to an address alone: the account is closed by then. */
    ERASURE_ASKED("erasureAsked", 5),
    /** It is gone everywhere. */
    ERASURE_DONE("erasureDone", 5);

    private final String messages;
    private final int mostPerHour;

    LetterKind(String messages, int mostPerHour) {
        this.messages = messages;
        this.mostPerHour = mostPerHour;
    }

    /** To somebody who leaves: to be forgotten, address and all, once it is written. */
    boolean isFarewell() {
        return this == ERASURE_ASKED || this == ERASURE_DONE;
    }

    static String[] farewells() {
        return Stream.of(values())
                .filter(LetterKind::isFarewell)
                .map(Enum::name)
                .toArray(String[]::new);
    }

    /** As in {@code mail.KIND.subject}. */
    String messages() {
        return messages;
    }

    /** What one person may get in an hour, so that no stranger and no fault of ours fills their mailbox. */
    int mostPerHour() {
        return mostPerHour;
    }
}
