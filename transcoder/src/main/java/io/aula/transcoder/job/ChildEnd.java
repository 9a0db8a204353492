package io.aula.transcoder.job;

import io.aula.transcoder.ladder.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a child ended that did not say why: its code, or the signal that ended it, and its last words.
 *
 * @param code of the process; 128 and the number of the signal
 * @param isOutOfMemory the kernel killed a process for want of memory meanwhile
 * @param lastWords empty when there were none
 */
record ChildEnd(int code, boolean isOutOfMemory, String lastWords) {

    private static final int SIGNALLED = 128;
    private static final int KILL = 9;
    private static final int SUSPICIOUS = 31;
    /** Memory or threads: in the words of the JVM, of GLib before it gives up, and of the C library. */
    private static final List<String> WANT = List.of(
            "OutOfMemoryError",
            "insufficient memory",
            "failed to allocate",
            "Cannot allocate memory",
            "native thread",
            "failed to create thread");

    private static final Map<Integer, String> SIGNALS = Map.of(
            4,
            "SIGILL",
            6,
            "SIGABRT",
            7,
            "SIGBUS",
            8,
            "SIGFPE",
            KILL,
            "SIGKILL",
            11,
            "SIGSEGV",
            15,
            "SIGTERM",
            24,
            "SIGXCPU",
            25,
            "SIGXFSZ",
            SUSPICIOUS,
            "SIGSYS");

    FailureCode failure() {
        boolean wanted =
                isOutOfMemory && code == SIGNALLED + KILL || WANT.stream().anyMatch(lastWords::contains);
        return wanted ? FailureCode.OUT_OF_RESOURCES : FailureCode.INTERNAL;
    }

    String told() {
        int signal = code - SIGNALLED;
        String how = signal > 0 && signal < 65
                ? "was ended by " + SIGNALS.getOrDefault(signal, "signal " + signal)
                : "ended with code " + code;
        String why = isOutOfMemory && signal == KILL ? ", the machine being out of memory" : "";
        return "the media process " + how + why + (lastWords.isEmpty() ? "" : "; its last words: " + lastWords);
    }

    /** How often the kernel has killed for want of memory, in our control group or on the machine; 0 where it does not say. */
    static long outOfMemoryKills() {
        long kills = 0;
        for (String file : new String[] {"/sys/fs/cgroup/memory.events", "/proc/vmstat"}) {
            try {
                kills += Files.readAllLines(Path.of(file)).stream()
                        .filter(line -> line.startsWith("oom_kill "))
                        .mapToLong(line -> Long.parseLong(
                                line.substring("oom_kill ".length()).strip()))
                        .sum();
            } catch (IOException | NumberFormatException e) {
                // This machine keeps no such count.
            }
        }
        return kills;
    }
}
