package io.aula.identity.commerce.payment;

/** Tells what the provider really sent. */
public interface NoticeReader {

    sealed interface Read {
        record Genuine(Notice notice) implements Read {}

        /** @param why for our own log */
        record Forged(String why) implements Read {}
    }

    /** @param body as it came, byte for byte: it is what was signed */
    Read read(String body, String signature);
}
