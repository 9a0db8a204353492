package io.aula.devstack.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What a process has done so far, to tell one that works slowly from one that hangs. */
public record Effort(Duration processorTime, long logBytes) {

    /** What an idle virtual machine uses in ten seconds is less. */
    private static final Duration WORTH_NAMING = Duration.ofMillis(200);

    static Effort of(ProcessHandle process, Path log) {
        Duration used = Stream.concat(Stream.of(process), process.descendants())
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
        return new Effort(used, log.toFile().length());
    }

    /** Whether something was done since. A process below that has gone took its time with it: that is something too. */
    public boolean exceeds(Effort before) {
        return logBytes > before.logBytes
                || processorTime.minus(before.processorTime).abs().compareTo(WORTH_NAMING) > 0;
    }
}
