package io.aula.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects in S3, or in anything that speaks its protocol; bucket {@code media} is {@code <prefix>-media} there. */
final class S3ObjectStore implements ObjectStore {

    private static final int NOT_FOUND = 404;

    private final S3Client client;
    private final String prefix;

    S3ObjectStore(S3Client client, String prefix) {
        this.client = client;
        this.prefix = prefix;
    }

    @Override
    public void put(ObjectRef ref, Path file) {
        put(ref, RequestBody.fromFile(file));
    }

    @Override
    public void put(ObjectRef ref, InputStream in, long bytes) {
        put(ref, RequestBody.fromInputStream(in, bytes));
    }

    @Override
    public void adopt(ObjectRef ref, Path file) {
        put(ref, file);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StorageException("remove " + file + " after storing " + ref, e);
        }
    }

    @Override
    public void copy(ObjectRef from, ObjectRef to) {
        try {
            client.copyObject(copy -> copy.sourceBucket(bucket(from.bucket()))
                    .sourceKey(from.key())
                    .destinationBucket(bucket(to.bucket()))
                    .destinationKey(to.key()));
        } catch (SdkException e) {
            throw failure("copy to " + to + " of", from, e);
        }
    }

    @Override
    public InputStream get(ObjectRef ref) {
        return read(ref, GetObjectRequest.builder().bucket(bucket(ref.bucket())).key(ref.key()));
    }

    @Override
    public InputStream range(ObjectRef ref, long from, long length) {
        if (length <= 0) {
            return InputStream.nullInputStream();
        }
        // A last byte beyond the end is allowed by RFC 9110 and means "to the end".
        long last = length > Long.MAX_VALUE - from ? Long.MAX_VALUE : from + length - 1;
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(bucket(ref.bucket())).key(ref.key());
        return read(ref, request.range("bytes=" + from + "-" + last));
    }

    @Override
    public Optional<ObjectStat> stat(ObjectRef ref) {
        try {
            HeadObjectResponse head = client.headObject(
                    request -> request.bucket(bucket(ref.bucket())).key(ref.key()));
            String etag = head.eTag() == null ? "" : head.eTag().replace("\"", "");
            return Optional.of(
                    new ObjectStat(head.contentLength(), head.lastModified(), ContentTypes.of(ref.key()), etag));
        } catch (SdkException e) {
            if (isMissing(e)) {
                return Optional.empty();
            }
            throw failure("look at", ref, e);
        }
    }

    @Override
    public List<ObjectRef> list(String bucket, String keyPrefix) {
        ObjectRef.checkBucket(bucket);
        try {
            return client
                    .listObjectsV2Paginator(
                            request -> request.bucket(bucket(bucket)).prefix(keyPrefix))
                    .contents()
                    .stream()
                    .map(object -> object.key())
                    .filter(ObjectRef::allPartsAreSafe)
                    .sorted()
                    .map(key -> new ObjectRef(bucket, key))
                    .toList();
        } catch (SdkException e) {
            throw new StorageException("list " + bucket + "/" + keyPrefix, e);
        }
    }

    @Override
    public void delete(ObjectRef ref) {
        try {
            client.deleteObject(request -> request.bucket(bucket(ref.bucket())).key(ref.key()));
        } catch (SdkException e) {
            throw failure("delete", ref, e);
        }
    }

    @Override
    public Optional<Path> localFile(ObjectRef ref) {
        return Optional.empty();
    }

    @Override
    public void close() {
        client.close();
    }

    private void put(ObjectRef ref, RequestBody body) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(bucket(ref.bucket()))
                .key(ref.key())
                .contentType(ContentTypes.of(ref.key()))
                .build();
        try {
            client.putObject(request, body);
        } catch (SdkException e) {
            throw failure("store", ref, e);
        }
    }

    private InputStream read(ObjectRef ref, GetObjectRequest.Builder request) {
        try {
            ResponseInputStream<GetObjectResponse> stream = client.getObject(request.build());
            return stream;
        } catch (SdkException e) {
            throw failure("read", ref, e);
        }
    }

    private String bucket(String name) {
        return prefix + "-" + name;
    }

    private static StorageException failure(String attempted, ObjectRef ref, SdkException e) {
        return isMissing(e) ? new NoSuchObjectException(ref) : new StorageException(attempted + " " + ref, e);
    }

    private static boolean isMissing(SdkException e) {
        return e instanceof NoSuchKeyException || e instanceof S3Exception s3 && s3.statusCode() == NOT_FOUND;
    }
}
