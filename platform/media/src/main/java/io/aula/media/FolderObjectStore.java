package io.aula.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Buckets are folders, objects are files. An object is written under a temporary name, made durable and renamed, so
 * that nobody sees half of one. Symbolic links are not followed: none is ever made here.
 */
final class FolderObjectStore implements ObjectStore {

    /** No key can start with a dot, so temporary files never collide with objects nor show in lists. */
    private static final String TEMPORARY = ".tmp";

    private final Path root;

    FolderObjectStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public void put(ObjectRef ref, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            put(ref, in, Files.size(file));
        } catch (IOException e) {
            throw new StorageException("store " + file + " as " + ref, e);
        }
    }

    @Override
    public void put(ObjectRef ref, InputStream in, long bytes) {
        Path temporary = temporary();
        try {
            writeDurably(temporary, in, bytes);
            rename(temporary, fileOf(ref));
        } catch (IOException e) {
            throw new StorageException("store " + ref, e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    @Override
    public void adopt(ObjectRef ref, Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
            rename(file, fileOf(ref));
        } catch (AtomicMoveNotSupportedException e) {
            put(ref, file);
            deleteQuietly(file);
        } catch (IOException e) {
            throw new StorageException("adopt " + file + " as " + ref, e);
        }
    }

    @Override
    public void copy(ObjectRef from, ObjectRef to) {
        Path link = temporary();
        try {
            Files.createDirectories(parentOf(link));
            Files.createLink(link, fileOf(from));
            rename(link, fileOf(to));
        } catch (NoSuchFileException e) {
            throw new NoSuchObjectException(from);
        } catch (UnsupportedOperationException | FileSystemException e) {
            // No hard links on this file system, or too many on this file.
            put(to, fileOf(from));
        } catch (IOException e) {
            throw new StorageException("copy " + from + " to " + to, e);
        } finally {
            // Renaming a link over another link of the same file does nothing and leaves both.
            deleteQuietly(link);
        }
    }

    @Override
    public InputStream get(ObjectRef ref) {
        return range(ref, 0, Long.MAX_VALUE);
    }

    @Override
    public InputStream range(ObjectRef ref, long from, long length) {
        try {
            SeekableByteChannel channel = Files.newByteChannel(fileOf(ref), StandardOpenOption.READ);
            channel.position(from);
            return new LimitedStream(Channels.newInputStream(channel), length);
        } catch (NoSuchFileException e) {
            throw new NoSuchObjectException(ref);
        } catch (IOException e) {
            throw new StorageException("read " + ref, e);
        }
    }

    @Override
    public Optional<ObjectStat> stat(ObjectRef ref) {
        try {
            BasicFileAttributes file =
                    Files.readAttributes(fileOf(ref), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!file.isRegularFile()) {
                return Optional.empty();
            }
            String etag = Long.toHexString(file.lastModifiedTime().toMillis()) + "-" + Long.toHexString(file.size());
            return Optional.of(
                    new ObjectStat(file.size(), file.lastModifiedTime().toInstant(), ContentTypes.of(ref.key()), etag));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StorageException("look at " + ref, e);
        }
    }

    @Override
    public List<ObjectRef> list(String bucket, String prefix) {
        Path folder = folderOf(bucket);
        int slash = prefix.lastIndexOf('/');
        Path start = slash < 0 ? folder : inside(folder, prefix.substring(0, slash));
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try {
            return filesBelow(start).stream()
                    .map(file -> folder.relativize(file).toString())
                    .filter(key -> key.startsWith(prefix) && ObjectRef.allPartsAreSafe(key))
                    .sorted()
                    .map(key -> new ObjectRef(bucket, key))
                    .toList();
        } catch (IOException e) {
            throw new StorageException("list " + bucket + "/" + prefix, e);
        }
    }

    /** What goes while it is looked for is not there; {@code Files.walk} would fail of it. */
    private static List<Path> filesBelow(Path start) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                return unlessGone(e);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                return e == null ? FileVisitResult.CONTINUE : unlessGone(e);
            }
        });
        return found;
    }

    private static FileVisitResult unlessGone(IOException e) throws IOException {
        if (e instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw e;
    }

    @Override
    public void delete(ObjectRef ref) {
        try {
            Files.deleteIfExists(fileOf(ref));
        } catch (IOException e) {
            throw new StorageException("delete " + ref, e);
        }
    }

    @Override
    public int removeUnfinished(Instant before) {
        Path temporary = root.resolve(TEMPORARY);
        if (!Files.isDirectory(temporary)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(temporary)) {
            int removed = 0;
            for (Path file : files.toList()) {
                // One that still grows is written to all the time.
                if (file.toFile().lastModified() < before.toEpochMilli() && Files.deleteIfExists(file)) {
                    removed++;
                }
            }
            return removed;
        } catch (IOException e) {
            throw new StorageException("clear " + temporary, e);
        }
    }

    @Override
    public Optional<Path> localFile(ObjectRef ref) {
        return Optional.of(fileOf(ref)).filter(Files::isRegularFile);
    }

    @Override
    public void close() {}

    private Path fileOf(ObjectRef ref) {
        return inside(folderOf(ref.bucket()), ref.key());
    }

    private Path folderOf(String bucket) {
        ObjectRef.checkBucket(bucket);
        return root.resolve(bucket);
    }

    private static Path inside(Path folder, String key) {
        Path file = folder.resolve(key).normalize();
        if (!file.startsWith(folder)) {
            throw new IllegalArgumentException("the key leaves its bucket");
        }
        return file;
    }

    private Path temporary() {
        return root.resolve(TEMPORARY).resolve(UUID.randomUUID().toString());
    }

    private static Path parentOf(Path file) {
        Path parent = file.getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    private static void writeDurably(Path file, InputStream in, long bytes) throws IOException {
        Files.createDirectories(parentOf(file));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long written = in.transferTo(Channels.newOutputStream(channel));
            if (written != bytes) {
                throw new IOException("expected " + bytes + " bytes, got " + written);
            }
            channel.force(true);
        }
    }

    private static void rename(Path from, Path to) throws IOException {
        Files.createDirectories(parentOf(to));
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // What is left under .tmp is invisible, and removed when it is old.
        }
    }
}
