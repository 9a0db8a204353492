package io.aula.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderObjectStoreTest {

    private static final ObjectRef REF = new ObjectRef("media", "vid_a/1/master.m3u8");

    @TempDir
    private Path folder;

    private ObjectStore store;

    @BeforeEach
    void open() {
        store = ObjectStores.open(folder.toUri());
    }

    @Test
    void givesBackWhatWasPut() throws IOException {
        put(REF, "hello world");
        assertThat(text(store.get(REF))).isEqualTo("hello world");
        assertThat(text(store.range(REF, 6, 3))).isEqualTo("wor");
        assertThat(text(store.range(REF, 6, 300))).isEqualTo("world");
        assertThat(store.stat(REF)).hasValueSatisfying(stat -> {
            assertThat(stat.bytes()).isEqualTo(11);
            assertThat(stat.contentType()).isEqualTo("application/vnd.apple.mpegurl");
        });
    }

    @Test
    void keepsTheOldObjectWhenTheNewOneIsCutShort() throws IOException {
        put(REF, "old");
        assertThatThrownBy(() -> store.put(REF, new ByteArrayInputStream(new byte[5]), 10))
                .isInstanceOf(StorageException.class);
        assertThat(text(store.get(REF))).isEqualTo("old");
        assertThat(Files.list(folder.resolve(".tmp"))).isEmpty();
    }

    @Test
    void removesWhatWritersLeftThatEndedInTheMiddleAndNothingThatIsStillWritten() throws IOException {
        assertThat(store.removeUnfinished(Instant.now())).isZero();
        put(REF, "whole");
        Path left = Files.writeString(folder.resolve(".tmp/left"), "half a segm");
        Path grows = Files.writeString(folder.resolve(".tmp/grows"), "half a segm");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(7_200)));
        assertThat(store.removeUnfinished(Instant.now().minusSeconds(3_600))).isEqualTo(1);
        assertThat(left).doesNotExist();
        assertThat(grows).exists();
        assertThat(text(store.get(REF))).isEqualTo("whole");
    }

    @Test
    void listsWhatIsThereWhileOthersDelete() throws Exception {
        put(REF, "stays");
        AtomicBoolean isOver = new AtomicBoolean();
        Path passing = folder.resolve("media/vid_a/2");
        Thread others = Thread.ofPlatform().start(() -> {
            while (!isOver.get()) {
                comeAndGo(passing);
            }
        });
        try {
            for (int i = 0; i < 2_000; i++) {
                assertThat(store.list("media", "vid_a/")).contains(REF);
            }
        } finally {
            isOver.set(true);
            others.join();
        }
    }

    @Test
    void letsACopyLiveOnWhenTheOriginalIsReplacedOrDeleted() throws IOException {
        ObjectRef copy = new ObjectRef("media", "vid_a/2/master.m3u8");
        put(REF, "first");
        store.copy(REF, copy);
        store.copy(REF, copy);
        put(REF, "second");
        store.delete(REF);
        store.delete(REF);
        assertThat(text(store.get(copy))).isEqualTo("first");
        assertThat(store.list("media", "")).containsExactly(copy);
        assertThat(Files.list(folder.resolve(".tmp"))).isEmpty();
    }

    @Test
    void takesAFileAwayFromItsPlace() throws IOException {
        Path upload = Files.writeString(folder.resolve("upload.bin"), "bytes");
        store.adopt(new ObjectRef("uploads", "u/vid_a/source"), upload);
        assertThat(upload).doesNotExist();
        assertThat(store.localFile(new ObjectRef("uploads", "u/vid_a/source"))).isPresent();
    }

    @Test
    void listsByPrefixInOrder() throws IOException {
        for (String key : new String[] {"a/2", "a/10", "ab/1", "b/1"}) {
            put(new ObjectRef("media", key), key);
        }
        assertThat(store.list("media", "a/")).extracting(ObjectRef::key).containsExactly("a/10", "a/2");
        assertThat(store.list("media", "a")).hasSize(3);
        assertThat(store.list("nothing", "")).isEmpty();
    }

    @Test
    void saysThatAnObjectIsMissing() {
        assertThat(store.stat(REF)).isEmpty();
        assertThatThrownBy(() -> store.get(REF)).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void refusesKeysThatLeaveTheirBucket() {
        for (String key :
                new String[] {"../x", "a/../../x", "/etc/passwd", "a//b", ".tmp/x", "a/./b", "", "a\\b", "a/\0"}) {
            assertThatThrownBy(() -> new ObjectRef("media", key)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new ObjectRef("..", "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.list("media", "../uploads/")).isInstanceOf(IllegalArgumentException.class);
    }

    private static void comeAndGo(Path folder) {
        try {
            Files.createDirectories(folder);
            for (int i = 0; i < 50; i++) {
                Files.createFile(folder.resolve(i + ".m4s"));
            }
            for (int i = 0; i < 50; i++) {
                Files.delete(folder.resolve(i + ".m4s"));
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(ObjectRef ref, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        store.put(ref, new ByteArrayInputStream(bytes), bytes.length);
    }

    private static String text(InputStream in) throws IOException {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
