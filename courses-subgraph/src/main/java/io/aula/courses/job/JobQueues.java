package io.aula.courses.job;

import io.aula.courses.image.ImageService;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Watches the queues of work, and says once when jobs wait for longer than they should, and once when that is over. */
@Component
class JobQueues {
    private static final Logger LOG = LoggerFactory.getLogger(JobQueues.class);

    /** By which names the broker has them. */
    private static final Map<Work.Kind, String> NAMES =
            Map.of(Work.Kind.TRANSCODE, "media.transcode", Work.Kind.SPEECH, "media.subtitles");

    /** Somebody looks at the page and waits for each, so they are all as urgent. */
    private static final String PICTURES = "media.images";

    private static final List<String> ALL = Stream.concat(
                    Stream.of(PICTURES),
                    NAMES.values().stream()
                            .flatMap(kind -> Stream.of(Urgency.values()).map(urgency -> name(kind, urgency))))
            .sorted()
            .toList();

    private final AllJobs jobs;
    private final ImageService images;
    private final RabbitTemplate rabbit;
    private final Clock clock;
    private final Duration patience;
    private volatile List<JobQueue> last = List.of();
    private Set<String> late = Set.of();

    JobQueues(
            AllJobs jobs,
            ImageService images,
            RabbitTemplate rabbit,
            MeterRegistry meters,
            Clock clock,
            @Value("${aula.jobs.late-after:PT15M}") Duration patience) {
        this.jobs = jobs;
        this.images = images;
        this.rabbit = rabbit;
        this.clock = clock;
        this.patience = patience;
        for (String name : ALL) {
            Gauge.builder("aula.jobs.waiting", () -> of(name).waiting())
                    .tag("queue", name)
                    .register(meters);
            Gauge.builder("aula.jobs.oldest.seconds", () -> seconds(of(name).oldestAt()))
                    .tag("queue", name)
                    .register(meters);
        }
    }

    List<JobQueue> now() {
        Instant now = clock.instant();
        Map<String, Waiting> waiting = new HashMap<>();
        jobs.waiting(now)
                .forEach(each -> waiting.put(
                        name(String.valueOf(NAMES.get(each.kind())), each.urgency()),
                        new Waiting(each.count(), each.oldest())));
        ImageService.Waiting pictures = images.waiting();
        waiting.put(PICTURES, new Waiting(pictures.count(), pictures.oldest()));
        return ALL.stream()
                .map(name -> queue(name, waiting.getOrDefault(name, Waiting.NONE), now))
                .toList();
    }

    private record Waiting(int count, @Nullable Instant oldest) {
        static final Waiting NONE = new Waiting(0, null);
    }

    @Scheduled(fixedDelayString = "${aula.jobs.look-every:PT30S}", initialDelayString = "PT20S")
    void watch() {
        last = now();
        Set<String> nowLate =
                last.stream().filter(JobQueue::isLate).map(JobQueue::name).collect(Collectors.toSet());
        last.stream()
                .filter(queue -> queue.isLate() && !late.contains(queue.name()))
                .forEach(queue -> LOG.warn(
                        "Queue {} is late: {} jobs wait, the oldest since {}. Are there workers?",
                        queue.name(),
                        queue.waiting(),
                        queue.oldestAt()));
        late.stream()
                .filter(name -> !nowLate.contains(name))
                .forEach(name -> LOG.info("Queue {} is late no more", name));
        late = nowLate;
    }

    private JobQueue queue(String name, Waiting waiting, Instant now) {
        Instant oldest = waiting.oldest();
        boolean isLate = oldest != null && oldest.plus(patience).isBefore(now);
        return new JobQueue(name, waiting.count(), messages(name), oldest, isLate);
    }

    private @Nullable Integer messages(String name) {
        try {
            return rabbit.execute(channel -> Math.toIntExact(channel.messageCount(name)));
        } catch (AmqpException e) {
            return null;
        }
    }

    private JobQueue of(String name) {
        return last.stream()
                .filter(queue -> queue.name().equals(name))
                .findFirst()
                .orElse(new JobQueue(name, 0, null, null, false));
    }

    private double seconds(@Nullable Instant since) {
        return since == null ? 0 : Duration.between(since, clock.instant()).toMillis() / 1000.0;
    }

    private static String name(String kind, Urgency urgency) {
        return kind + "." + urgency.name().toLowerCase(Locale.ROOT);
    }
}
