package io.aula.transcoder.storage;

import io.aula.media.NoSuchObjectException;
import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import io.aula.media.StorageException;
import io.aula.media.captions.TextTrackFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The object store as one job under one fence sees it. */
public final class JobStore {

    private static final String BUCKET = "media";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectStore store;
    private final String jobId;
    private final String videoId;
    private final long fence;

    public JobStore(ObjectStore store, String jobId, String videoId, long fence) {
        this.store = store;
        this.jobId = jobId;
        this.videoId = videoId;
        this.fence = fence;
    }

    /** Key prefix of the outputs, with a slash at its end. */
    public String prefix() {
        return prefix(fence);
    }

    /** The source as a file: the store's own where that is a folder, else a copy in the scratch folder. */
    public Path source(ObjectRef ref, Path scratch) throws IOException {
        Optional<Path> local = store.localFile(ref);
        if (local.isPresent()) {
            return local.get();
        }
        Path file = scratch.resolve("source");
        long bytes = store.stat(ref)
                .orElseThrow(() -> new NoSuchObjectException(ref))
                .bytes();
        if (!Files.exists(file) || Files.size(file) != bytes) {
            try (InputStream in = store.get(ref)) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return file;
    }

    public void put(String name, byte[] bytes) {
        store.put(output(fence, name), new ByteArrayInputStream(bytes), bytes.length);
    }

    public void put(String name, String text) {
        put(output(fence, name), text);
    }

    public void put(TextTrackFile texts) {
        String key = TextTrackFile.key(texts.videoId(), texts.jobId());
        put(new ObjectRef(BUCKET, key), JSON.writeValueAsString(texts));
    }

    /** What an earlier worker left, brought under this job's fence; empty when there is nothing that can be used. */
    public Optional<Checkpoint> resume(String sourceId) {
        Optional<Checkpoint> found =
                load().filter(checkpoint -> checkpoint.sourceId().equals(sourceId));
        if (found.isEmpty() || found.get().fence() == fence) {
            return found;
        }
        try {
            String old = prefix(found.get().fence());
            for (ObjectRef ref : store.list(BUCKET, old)) {
                store.copy(ref, output(fence, ref.key().substring(old.length())));
            }
            return found.filter(this::isComplete).map(checkpoint -> checkpoint.under(fence));
        } catch (NoSuchObjectException e) {
            return Optional.empty();
        }
    }

    public void save(Checkpoint checkpoint) {
        put(checkpointRef(), JSON.writeValueAsString(checkpoint));
    }

    /** Removes what earlier fences left, once this one is published. */
    public void removeEarlier() {
        for (ObjectRef ref : store.list(BUCKET, videoId + "/")) {
            if (fenceOf(ref) < fence) {
                store.delete(ref);
            }
        }
        store.delete(checkpointRef());
    }

    /** A later fence is not touched: then this worker is the one that was replaced. */
    private static long fenceOf(ObjectRef ref) {
        String[] parts = ref.key().split("/");
        return parts.length > 2 && parts[1].matches("[0-9]{1,18}") ? Long.parseLong(parts[1]) : Long.MAX_VALUE;
    }

    private Optional<Checkpoint> load() {
        try (InputStream in = store.get(checkpointRef())) {
            return Optional.of(JSON.readValue(in, Checkpoint.class));
        } catch (NoSuchObjectException | JacksonException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StorageException("read " + checkpointRef(), e);
        }
    }

    private boolean isComplete(Checkpoint checkpoint) {
        Set<String> names =
                store.list(BUCKET, prefix()).stream().map(ObjectRef::key).collect(Collectors.toSet());
        return checkpoint.renditions().values().stream()
                .allMatch(rendition -> rendition.segments().stream()
                        .allMatch(segment ->
                                names.contains(prefix() + rendition.track().name() + "/" + segment.fileName())));
    }

    private void put(ObjectRef ref, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        store.put(ref, new ByteArrayInputStream(bytes), bytes.length);
    }

    private ObjectRef checkpointRef() {
        return new ObjectRef(BUCKET, "work/" + jobId + "/checkpoint.json");
    }

    private ObjectRef output(long of, String name) {
        return new ObjectRef(BUCKET, prefix(of) + name);
    }

    private String prefix(long of) {
        return videoId + "/" + of + "/";
    }
}
