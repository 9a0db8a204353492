package io.aula.transcoder.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import io.aula.media.ObjectStores;
import io.aula.transcoder.Clips;
import io.aula.transcoder.ladder.RungRequest;
import io.aula.transcoder.pipeline.Encoder;
import io.aula.transcoder.storage.JobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose encoder fails in the middle: a double that is x264 with another preset, so that its segments can be told apart. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EncoderFailureTest {

    private static final Encoder SOFTWARE = Encoder.software("ultrafast");
    private static final String DOUBLE = Encoder.software("veryfast").launch();
    /** The bit rates are also the pictures after which a double fails: the clip has 300. */
    private static final RungRequest LOW = new RungRequest(240, 400);

    private static final RungRequest HIGH = new RungRequest(360, 250);

    @TempDir
    private static Path folder;

    private final List<String> started = new ArrayList<>();
    private ObjectStore store;
    private Jail jail;
    private Path source;
    private Map<String, Integer> undisturbed;

    @BeforeAll
    void encodeUndisturbed() throws Exception {
        assumeTrue(Clips.canBeMade(), "skipped: GStreamer with x264enc is not installed");
        jail = Jail.of(folder.resolve("scratch"));
        store = ObjectStores.folder(folder.resolve("objects"));
        source = Clips.withSound(folder.resolve("clip.mp4"), 12, 640, 360);
        assertThat(new Job(1).run(1, Encoders.software("ultrafast"), step -> false))
                .isInstanceOf(JobOutcome.Done.class);
        undisturbed = new Job(1).files(1);
        assertThat(undisturbed).containsKeys("v240/seg-3.m4s", "v360/seg-3.m4s", "manifest.mpd");
    }

    @Test
    void aFirstPassThatFailsIsMadeAnewWithX264() throws Exception {
        Job job = new Job(2);
        Encoders encoders = of(new Encoder("double", "identity error-after=250 ! " + DOUBLE));
        assertThat(job.run(1, encoders, step -> false)).isInstanceOf(JobOutcome.Done.class);
        assertThat(started).containsExactly("audio", "240p", "240p", "360p");
        assertThat(pictures(job.files(1))).isEqualTo(pictures(undisturbed));
    }

    @Test
    void whatAnEarlierPassMadeStaysWhenALaterOneFails() throws Exception {
        Job job = new Job(3);
        Encoders encoders = of(new Encoder("double", "identity error-after={kbps} ! " + DOUBLE));
        assertThat(job.run(1, encoders, step -> false)).isInstanceOf(JobOutcome.Done.class);
        assertThat(started).containsExactly("audio", "240p", "360p", "360p");
        assertThat(picked(job.files(1), "v360/")).isEqualTo(picked(undisturbed, "v360/"));
        assertThat(job.files(1).get("v240/seg-2.m4s")).isNotEqualTo(undisturbed.get("v240/seg-2.m4s"));
        assertThat(encoders.current().name()).as("passes its trial").isEqualTo("double");
    }

    @Test
    void aFaultOfTheSourceIsStillTheSources() throws Exception {
        Path cut = Clips.cut(source, folder.resolve("cut.mp4"), Files.size(source) * 2 / 3);
        JobOutcome withHardware = new Job(4).run(cut, 1, of(new Encoder("double", DOUBLE)), step -> false);
        assertThat(withHardware)
                .isInstanceOf(JobOutcome.Rejected.class)
                .isEqualTo(new Job(5).run(cut, 1, Encoders.software("ultrafast"), step -> false));
    }

    @Test
    void aWorkerWithoutThatEncoderMakesTheBrokenPassAnew() throws Exception {
        Job job = new Job(6);
        Encoders encoders = of(new Encoder("double", "identity sleep-time=15000 ! " + DOUBLE));
        assertThat(job.run(1, encoders, job::isInTheMiddleOfTheFirstPass)).isInstanceOf(JobOutcome.GivenBack.class);
        assertThat(job.run(2, Encoders.software("ultrafast"), step -> false)).isInstanceOf(JobOutcome.Done.class);
        assertThat(started).containsExactly("audio", "240p", "240p", "360p");
        assertThat(pictures(job.files(2))).isEqualTo(pictures(undisturbed));
    }

    @Test
    void aWorkerWithAnotherEncoderGoesOnWithX264WhereThatHasBegun() throws Exception {
        Job job = new Job(7);
        Encoder slow = new Encoder(Encoder.SOFTWARE, "identity sleep-time=15000 ! " + SOFTWARE.launch());
        Encoders encoders = Encoders.of(Encoder.SOFTWARE, List.of(), slow, any -> "");
        assertThat(job.run(1, encoders, job::isInTheMiddleOfTheFirstPass)).isInstanceOf(JobOutcome.GivenBack.class);
        assertThat(job.run(2, of(new Encoder("double", DOUBLE)), step -> false)).isInstanceOf(JobOutcome.Done.class);
        assertThat(pictures(job.files(2))).isEqualTo(pictures(undisturbed));
    }

    private static Encoders of(Encoder hardware) {
        return Encoders.of("auto", List.of(hardware), SOFTWARE, any -> "");
    }

    /** Of every rung, and the stills. */
    private static Map<String, Integer> pictures(Map<String, Integer> files) {
        Map<String, Integer> some = new TreeMap<>(files);
        some.keySet().removeIf(name -> name.startsWith("audio/"));
        return some;
    }

    private static Map<String, Integer> picked(Map<String, Integer> files, String under) {
        Map<String, Integer> some = new TreeMap<>(files);
        some.keySet().removeIf(name -> !name.startsWith(under));
        return some;
    }

    private final class Job {
        private final String videoId;
        private final TranscodeJob job;

        Job(int number) {
            videoId = "vid_01TESTENCODER00000000000" + number;
            ObjectRef uploaded = new ObjectRef("uploads", "u/" + videoId + "/source");
            job = new TranscodeJob(
                    "job_01TESTENCODER00000000000" + number, videoId, uploaded, videoId, List.of(LOW, HIGH), false, "");
            started.clear();
        }

        JobOutcome run(long fence, Encoders encoders, Predicate<JobReports.StepReport> isEnough) throws Exception {
            return run(source, fence, encoders, isEnough);
        }

        JobOutcome run(Path file, long fence, Encoders encoders, Predicate<JobReports.StepReport> isEnough)
                throws Exception {
            Reports reports = new Reports(isEnough);
            JobStore jobStore = new JobStore(store, job.jobId(), videoId, fence);
            Path scratch = Files.createDirectories(folder.resolve("scratch").resolve(job.jobId()));
            TranscodeRun run = new TranscodeRun(job, fence, jobStore, reports, scratch, jail, encoders);
            reports.running = run;
            return run.run(file);
        }

        boolean isInTheMiddleOfTheFirstPass(JobReports.StepReport step) {
            return step.status().equals("RUNNING")
                    && step.detail().equals("240p")
                    && store.stat(new ObjectRef("media", videoId + "/1/v240/seg-1.m4s"))
                            .isPresent();
        }

        /** What lies under a fence, each with a digest of its bytes. */
        Map<String, Integer> files(long fence) throws IOException {
            String prefix = videoId + "/" + fence + "/";
            Map<String, Integer> files = new TreeMap<>();
            for (ObjectRef ref : store.list("media", prefix)) {
                try (InputStream in = store.get(ref)) {
                    files.put(ref.key().substring(prefix.length()), Arrays.hashCode(in.readAllBytes()));
                }
            }
            return files;
        }
    }

    private final class Reports implements JobReports {
        private final Predicate<StepReport> isEnough;
        private TranscodeRun running;

        Reports(Predicate<StepReport> isEnough) {
            this.isEnough = isEnough;
        }

        @Override
        public void step(StepReport report) {
            if (report.step().equals("TRANSCODE") && report.status().equals("STARTED")) {
                started.add(report.detail());
            }
            if (isEnough.test(report)) {
                running.stop();
            }
        }

        @Override
        public void playable(PublishedVideo video) {}

        @Override
        public void ready(PublishedVideo video) {}
    }
}
