package io.aula.transcoder.storage;

import io.aula.media.NoSuchObjectException;
import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import io.aula.media.StorageException;
import io.aula.media.captions.CueFile;
import io.aula.transcoder.speech.PieceWords;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The object store as a job that hears a video sees it: the video's sound, a checkpoint for each piece, the cues. */
public final class SpeechStore {

    private static final String BUCKET = "media";
    private static final String SOUND = "audio/";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectStore store;
    private final String jobId;

    public SpeechStore(ObjectStore store, String jobId) {
        this.store = store;
        this.jobId = jobId;
    }

    /** Whether anything was made of the video under this prefix. */
    public boolean isThere(String prefix) {
        return store.stat(new ObjectRef(BUCKET, prefix + "master.m3u8")).isPresent();
    }

    /** The segments of the video's sound in one file; empty when it has none. */
    public Optional<Path> sound(String prefix, Path scratch) throws IOException {
        String playlist;
        try (InputStream in = store.get(new ObjectRef(BUCKET, prefix + SOUND + "index.m3u8"))) {
            playlist = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (NoSuchObjectException e) {
            return Optional.empty();
        }
        Path file = scratch.resolve("sound.mp4");
        try (OutputStream out = Files.newOutputStream(file)) {
            append(prefix + SOUND + "init.mp4", out);
            for (String line : playlist.lines().toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    append(prefix + SOUND + line, out);
                }
            }
        }
        return Optional.of(file);
    }

    /** The plan that was followed before, if it was for the same sound and model; otherwise nothing is kept. */
    public Optional<SpeechPlan> resume(String soundId, String model) {
        Optional<SpeechPlan> found = read("plan.json", SpeechPlan.class);
        if (found.isPresent()
                && (!found.get().soundId().equals(soundId)
                        || !found.get().model().equals(model))) {
            clear();
            return Optional.empty();
        }
        return found;
    }

    public void save(SpeechPlan plan) {
        put("plan.json", JSON.writeValueAsString(plan));
    }

    public void save(int piece, PieceWords said) {
        put(piece + ".json", JSON.writeValueAsString(said));
    }

    /** The words of each piece that is safe. */
    public SortedMap<Integer, PieceWords> heard(int pieces) {
        SortedMap<Integer, PieceWords> heard = new TreeMap<>();
        for (int piece = 1; piece <= pieces; piece++) {
            int number = piece;
            read(piece + ".json", PieceWords.class).ifPresent(said -> heard.put(number, said));
        }
        return heard;
    }

    /** @return its key */
    public String put(CueFile cues) {
        byte[] bytes = JSON.writeValueAsBytes(cues);
        String key = CueFile.key(cues.videoId(), cues.jobId(), cues.fence());
        store.put(new ObjectRef(BUCKET, key), new ByteArrayInputStream(bytes), bytes.length);
        return key;
    }

    /** Forgets the pieces, once their words are told. */
    public void clear() {
        for (ObjectRef ref : store.list(BUCKET, folder())) {
            store.delete(ref);
        }
    }

    /** What another release of the worker left in another form is made again. */
    private <T> Optional<T> read(String name, Class<T> form) {
        try (InputStream in = store.get(new ObjectRef(BUCKET, folder() + name))) {
            return Optional.of(JSON.readValue(in.readAllBytes(), form));
        } catch (NoSuchObjectException | JacksonException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StorageException("read " + folder() + name, e);
        }
    }

    private void append(String key, OutputStream out) throws IOException {
        try (InputStream in = store.get(new ObjectRef(BUCKET, key))) {
            in.transferTo(out);
        }
    }

    private void put(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        store.put(new ObjectRef(BUCKET, folder() + name), new ByteArrayInputStream(bytes), bytes.length);
    }

    private String folder() {
        return "work/" + jobId + "/speech/";
    }
}
