package io.aula.transcoder.job;

import io.aula.transcoder.pipeline.Encoder;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which encoder a worker uses: the first that passes its trial, or the one that is asked for. Decision 0035. */
public final class Encoders {

    private static final Logger LOG = LoggerFactory.getLogger(Encoders.class);
    private static final String AUTO = "auto";

    private final Encoder software;
    private final Function<Encoder, String> trial;
    private Encoder current;
    private boolean isSuspect;

    private Encoders(Encoder current, Encoder software, Function<Encoder, String> trial) {
        this.current = current;
        this.software = software;
        this.trial = trial;
    }

    /**
     * @param folder of the worker
     * @param wanted {@code auto} or an element's name
     * @param preset of x264
     * @throws IllegalArgumentException in one line for whoever has set it, if that encoder is not there
     */
    public static Encoders of(Jail jail, Path folder, String wanted, String preset) {
        EncoderTrial trial = new EncoderTrial(jail, folder.resolve("encoder-trial"), EncoderTrial.LIMIT);
        return of(wanted, Encoder.hardware(), Encoder.software(preset), trial::complaint);
    }

    /** x264 without any trial. */
    public static Encoders software(String preset) {
        Encoder software = Encoder.software(preset);
        return new Encoders(software, software, encoder -> "");
    }

    /** @param trial gives what went wrong; empty when nothing did */
    static Encoders of(String wanted, List<Encoder> hardware, Encoder software, Function<Encoder, String> trial) {
        List<Encoder> all =
                Stream.concat(hardware.stream(), Stream.of(software)).toList();
        Encoder chosen = AUTO.equals(wanted) ? first(all, trial) : named(wanted, all, trial);
        LOG.info("encodes with {}", chosen.name());
        return new Encoders(chosen, software, trial);
    }

    private static Encoder first(List<Encoder> all, Function<Encoder, String> trial) {
        StringBuilder complaints = new StringBuilder();
        for (Encoder encoder : all) {
            String complaint = trial.apply(encoder);
            if (complaint.isEmpty()) {
                return encoder;
            }
            LOG.info("{} is not used: {}", encoder.name(), complaint);
            complaints.append("; ").append(encoder.name()).append(": ").append(complaint);
        }
        throw new IllegalArgumentException(
                "no encoder works here: install gstreamer1.0-plugins-ugly, which has x264enc" + complaints);
    }

    private static Encoder named(String wanted, List<Encoder> all, Function<Encoder, String> trial) {
        Encoder encoder = all.stream()
                .filter(each -> each.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("AULA_ENCODER is one of auto, "
                        + all.stream().map(Encoder::name).collect(Collectors.joining(", ")) + ", not " + wanted));
        String complaint = trial.apply(encoder);
        if (!complaint.isEmpty()) {
            throw new IllegalArgumentException("AULA_ENCODER is " + wanted + ", which does not work here (" + complaint
                    + "): install its plugin and driver and let the worker use the card, or set auto");
        }
        return encoder;
    }

    /** For a job that begins. One that has failed in the middle of a job is tried again first. */
    synchronized Encoder current() {
        if (isSuspect) {
            isSuspect = false;
            String complaint = trial.apply(current);
            if (!complaint.isEmpty()) {
                LOG.warn("{} is used no more until the worker starts again: {}", current.name(), complaint);
                current = software;
            }
        }
        return current;
    }

    Encoder software() {
        return software;
    }

    synchronized void suspect(Encoder encoder) {
        isSuspect |= encoder.equals(current) && !encoder.isSoftware();
    }
}
