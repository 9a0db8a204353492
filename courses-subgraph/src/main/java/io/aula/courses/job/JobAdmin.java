package io.aula.courses.job;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.JobId;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Jobs, queues and dead letters, for administrators: a scope alone is not enough. */
@Service
class JobAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(JobAdmin.class);

    private final AllJobs all;
    private final JobService jobs;
    private final JobQueues queues;
    private final DeadLetters letters;
    private final LiveVideo live;
    private final Clock clock;

    JobAdmin(AllJobs all, JobService jobs, JobQueues queues, DeadLetters letters, LiveVideo live, Clock clock) {
        this.all = all;
        this.jobs = jobs;
        this.queues = queues;
        this.letters = letters;
        this.live = live;
        this.clock = clock;
    }

    Connection<Job> page(Set<Job.State> states, Slice slice) {
        admin();
        return Connection.of(slice, all.page(states, slice));
    }

    List<JobQueue> queues() {
        admin();
        return queues.now();
    }

    List<DeadLetter> letters() {
        admin();
        return letters.look();
    }

    /** Empty when it is not dead, or another job works on its video. */
    @Transactional
    Optional<Job> replay(JobId id) {
        Caller admin = admin();
        Optional<Job> replayed = jobs.replay(id);
        replayed.ifPresent(job -> {
            LOG.info("Job {} is replayed by {}", id, admin.user());
            live.changedAfterCommit(job.videoId());
        });
        return replayed;
    }

    /** Empty when it is over already. */
    @Transactional
    Optional<Job> drop(JobId id) {
        Caller admin = admin();
        Optional<Job> dropped = all.drop(id, clock.instant());
        dropped.ifPresent(job -> {
            LOG.info("Job {} is dropped by {}", id, admin.user());
            jobs.tellDropped(job);
            jobs.failed(job, job.fence());
            live.changedAfterCommit(job.videoId());
        });
        return dropped;
    }

    Optional<DeadLetter> replayLetter(String id) {
        Caller admin = admin();
        Optional<DeadLetter> replayed = letters.replay(id);
        replayed.ifPresent(letter -> LOG.info("A dead letter for {} is replayed by {}", letter.queue(), admin.user()));
        return replayed;
    }

    Optional<DeadLetter> dropLetter(String id) {
        Caller admin = admin();
        Optional<DeadLetter> dropped = letters.drop(id);
        dropped.ifPresent(letter ->
                LOG.info("A dead letter for {} is dropped by {}: {}", letter.queue(), admin.user(), letter.body()));
        return dropped;
    }

    private static Caller admin() {
        Caller caller = Caller.require().requireScope("admin");
        if (!caller.hasRole("ADMIN")) {
            throw new DomainException(
                    "FORBIDDEN", Messages.of("Esto es para administradores.", "This is for administrators."));
        }
        return caller;
    }
}
