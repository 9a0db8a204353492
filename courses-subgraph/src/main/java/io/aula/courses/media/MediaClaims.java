package io.aula.courses.media;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gives jobs to workers under a lease, and takes them back from those that fall silent. */
@Component
class MediaClaims {
    private static final Logger LOG = LoggerFactory.getLogger(MediaClaims.class);
    static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 5;

    private final MediaJobs jobs;
    private final Videos videos;
    private final LiveVideo live;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MediaClaims(MediaJobs jobs, Videos videos, LiveVideo live, TransactionTemplate transaction, Clock clock) {
        this.jobs = jobs;
        this.videos = videos;
        this.live = live;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param isRedelivered the broker saw the first holder's connection end, so its lease ends with it */
    Map<String, Object> claim(String jobId, String workerId, boolean isRedelivered) {
        return java.util.Objects.requireNonNull(transaction.execute(status -> {
            MediaJobs.Job job = jobs.byIdForUpdate(jobId).orElse(null);
            if (job == null) {
                return refused("UNKNOWN_JOB");
            }
            Instant now = clock.instant();
            boolean isHeld =
                    job.leaseUntil() != null && job.leaseUntil().plus(GRACE).isAfter(now);
            return switch (job.state()) {
                case "RUNNING" -> isHeld && !isRedelivered ? refused("LEASED") : grant(job, workerId, now);
                case "WAITING" -> grant(job, workerId, now);
                default -> refused(job.state());
            };
        }));
    }

    private Map<String, Object> grant(MediaJobs.Job job, String workerId, Instant now) {
        long fence = jobs.lease(job.id(), workerId, now, now.plus(LEASE));
        if (job.attempt() >= ATTEMPTS) {
            jobs.end(job.id(), fence, "FAILED", "INTERNAL", true);
            videos.moveTo(job.videoId(), Video.Status.FAILED);
            live.changedAfterCommit(job.videoId());
            return refused("TOO_MANY_ATTEMPTS");
        }
        videos.moveTo(job.videoId(), Video.Status.PROCESSING);
        live.changedAfterCommit(job.videoId());
        return Map.of(
                "granted",
                true,
                "fence",
                fence,
                "doneSteps",
                jobs.doneSteps(job.id()),
                "leaseSeconds",
                LEASE.toSeconds());
    }

    private static Map<String, Object> refused(String reason) {
        return Map.of("granted", false, "reason", reason);
    }

    @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT15S")
    void reclaim() {
        transaction.executeWithoutResult(status -> {
            List<MediaJobs.Job> silent = jobs.reclaim(clock.instant().minus(GRACE));
            for (MediaJobs.Job job : silent) {
                LOG.warn("Job {} goes back to the queue: its worker fell silent", job.id());
                jobs.announce(job.id(), job.videoId(), null, job.jobClass(), job.fence() + 1);
            }
        });
    }

    @Bean
    static SimpleMessageListenerContainer mediaClaimListener(
            ConnectionFactory connections, RabbitTemplate rabbit, MediaClaims claims, JsonMapper json) {
        SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
        container.setQueueNames("courses.media-claims");
        container.setMissingQueuesFatal(false);
        container.setRecoveryInterval(2_000);
        container.setDefaultRequeueRejected(false);
        container.setMessageListener(message -> {
            String replyTo = message.getMessageProperties().getReplyTo();
            if (replyTo == null) {
                return;
            }
            Map<String, Object> answer;
            try {
                JsonNode asked = json.readTree(message.getBody());
                answer = claims.claim(
                        asked.path("jobId").asString(""),
                        asked.path("workerId").asString(""),
                        asked.path("redelivered").asBoolean(false));
            } catch (JacksonException e) {
                answer = refused("MALFORMED");
            }
            String correlation = message.getMessageProperties().getCorrelationId();
            rabbit.convertAndSend("", replyTo, json.writeValueAsBytes(answer), reply -> {
                reply.getMessageProperties().setCorrelationId(correlation);
                reply.getMessageProperties().setContentType("application/json");
                return reply;
            });
        });
        return container;
    }
}
