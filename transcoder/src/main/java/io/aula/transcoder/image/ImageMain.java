package io.aula.transcoder.image;

import io.aula.transcoder.ladder.FailureCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The child that makes pictures: reads one request, says what came of it, and ends; also when its worker does. */
public final class ImageMain {

    private static final Logger LOG = LoggerFactory.getLogger(ImageMain.class);
    private static final int WORKER_IS_GONE = 3;

    private ImageMain() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream protocol = System.out;
        System.setOut(System.err); // Nothing else may print between the lines.
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        ImageRequest request = ImageLines.request(in.readLine());
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> endWithParent(in));
        protocol.println(ImageLines.write(outcome(request)));
        protocol.flush();
        Runtime.getRuntime().halt(0);
    }

    private static ImageEvent outcome(ImageRequest request) {
        try {
            return new ImageMaker(request).make();
        } catch (UnusableImageException e) {
            return new ImageEvent.Refused(e.finding());
        } catch (OutOfMemoryError e) {
            return new ImageEvent.Failed(FailureCode.OUT_OF_RESOURCES, "not enough memory");
        } catch (IOException | RuntimeException | InterruptedException e) {
            LOG.error("the picture cannot be made", e);
            boolean isFull = String.valueOf(e.getMessage()).contains("No space left");
            return new ImageEvent.Failed(
                    isFull ? FailureCode.OUT_OF_RESOURCES : FailureCode.INTERNAL, String.valueOf(e.getMessage()));
        }
    }

    private static void endWithParent(BufferedReader in) {
        try {
            while (in.readLine() != null) {
                // The worker has nothing more to say; only its end matters.
            }
        } catch (IOException e) {
            LOG.warn("standard input broke", e);
        }
        Runtime.getRuntime().halt(WORKER_IS_GONE);
    }
}
