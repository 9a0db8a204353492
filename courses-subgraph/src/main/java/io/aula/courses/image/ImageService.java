package io.aula.courses.image;

import io.aula.platform.id.ImageId;
import io.aula.platform.id.UploadId;
import io.aula.platform.id.UserId;
import io.aula.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Keeps pictures. Whoever changes one does so within a transaction of their own. */
@Service
public class ImageService {
    /** Of pictures that nothing shows, made within a day. */
    private static final int MOST_IDLE = 40;

    private final Images images;
    private final ImageAddresses addresses;
    private final Outbox outbox;
    private final Clock clock;

    ImageService(Images images, ImageAddresses addresses, Outbox outbox, Clock clock) {
        this.images = images;
        this.addresses = addresses;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Whether the person has so many pictures lying about that more are refused until they are swept. */
    public boolean hasTooMany(UserId owner) {
        return images.idleOf(owner, clock.instant().minus(Duration.ofDays(1))) >= MOST_IDLE;
    }

    public void announce(NewImage image) {
        images.add(image, null);
    }

    /** Its last byte came. */
    public void uploaded(ImageId id) {
        images.queue(id, clock.instant(), null);
        order(images.byIds(List.of(id)).get(id));
    }

    /** Its bytes will not come. */
    public void abandoned(ImageId id) {
        images.failed(
                id,
                new StoredImage.Failure(
                        "UPLOAD_ENDED",
                        "La imagen no llegó entera. Vuelve a subirla.",
                        "The picture did not arrive whole. Upload it again."));
    }

    /** A picture of what lies in the store already; the one that was made of it before, if that is still there. */
    public StoredImage make(NewImage image) {
        Optional<StoredImage> before = images.lockOf(image.purpose(), image.owner(), image.source());
        if (before.isPresent()) {
            return before.get();
        }
        images.add(image, clock.instant());
        StoredImage added =
                Objects.requireNonNull(images.byIds(List.of(image.id())).get(image.id()));
        order(added);
        return added;
    }

    public Map<ImageId, StoredImage> byIds(Collection<ImageId> ids) {
        return images.byIds(ids);
    }

    /** What shows pictures of this purpose, by the id of what shows them. */
    public Map<String, ImageUse> uses(ImagePurpose purpose, Collection<String> subjectIds) {
        return subjectIds.isEmpty() ? Map.of() : images.uses(purpose, subjectIds);
    }

    public Optional<ImageUse> use(ImagePurpose purpose, String subjectId) {
        return Optional.ofNullable(uses(purpose, List.of(subjectId)).get(subjectId));
    }

    /** At once when it is ready, else when it is; what was shown before stays until then. */
    public void choose(ImagePurpose purpose, String subjectId, ImageId id, boolean byPerson) {
        // Locked: a worker that is just done with it would look for what waits for it too early.
        StoredImage image = images.lock(id).orElseThrow();
        ImageUse before = use(purpose, subjectId).orElse(null);
        ImageId shown = image.isReady() ? image.id() : idOf(before == null ? null : before.shown());
        ImageId next = image.isReady() ? null : image.id();
        images.use(purpose, subjectId, new Images.Using(shown, next, byPerson, 0));
        leaveBehind(before, image.id(), shown);
    }

    /** Shows none from now on. */
    public void remove(ImagePurpose purpose, String subjectId) {
        ImageUse before = use(purpose, subjectId).orElse(null);
        images.forget(purpose, subjectId);
        leaveBehind(before, null, null);
    }

    /** The photos that a person has, as identity tells; no other one of theirs is kept. */
    void photosOf(UserId owner, List<ImageId> kept, long version) {
        if (version <= images.versionOf(ImagePurpose.AVATAR, owner.text())) {
            return;
        }
        ImageUse before = use(ImagePurpose.AVATAR, owner.text()).orElse(null);
        List<ImageId> own = images.byIds(kept).values().stream()
                .filter(image -> image.owner().equals(owner) && image.purpose() == ImagePurpose.AVATAR)
                .map(StoredImage::id)
                .toList();
        ImageId first = own.isEmpty() ? null : own.getFirst();
        ImageId second = own.size() < 2 ? null : own.get(1);
        images.use(ImagePurpose.AVATAR, owner.text(), new Images.Using(first, second, true, version));
        leaveBehind(before, first, second);
    }

    /** What a person sent for this purpose; a stranger's is not there. */
    public Optional<ImageId> sent(UploadId upload, ImagePurpose purpose, UserId sender) {
        return images.byIds(images.ofUploads(List.of(upload))).values().stream()
                .filter(image -> image.purpose() == purpose && image.owner().equals(sender))
                .map(StoredImage::id)
                .findFirst();
    }

    public Image address(StoredImage image, int width, ImageFormat format) {
        return addresses.of(image, width, format);
    }

    Optional<UploadId> uploadOf(ImageId id) {
        return images.uploadOf(id);
    }

    /** In the transaction of whoever checked that the worker holds the picture. */
    void made(StoredImage image, StoredImage.Ladder ladder) {
        boolean isPublic = image.purpose() == ImagePurpose.AVATAR;
        images.made(image.id(), ladder, isPublic);
        if (!isPublic) {
            images.replacedBy(image.id()).ifPresent(old -> images.left(List.of(old), clock.instant()));
            images.show(image.id());
        }
        outbox.append("image.ready", image.id().text(), image.fence(), ready(image, ladder, isPublic));
    }

    /** A try failed that may heal: it waits. */
    void postponed(StoredImage image, Instant notBefore) {
        images.queue(image.id(), clock.instant(), notBefore);
    }

    /**
     * The pictures that nobody works on.
     *
     * @param oldest since when the oldest waits of those that could begin now; null when there is none
     */
    public record Waiting(int count, @Nullable Instant oldest) {}

    public Waiting waiting() {
        return images.waiting(clock.instant());
    }

    void failed(StoredImage image, StoredImage.Failure failure) {
        images.failed(image.id(), failure);
    }

    /** Tells a worker of it. */
    void order(@Nullable StoredImage image) {
        Objects.requireNonNull(image);
        Map<String, @Nullable Object> data = new HashMap<>();
        data.put("imageId", image.id().text());
        data.put("ownerId", image.owner().text());
        data.put("purpose", image.purpose().name());
        data.put(
                "source",
                Map.of("bucket", image.source().bucket(), "key", image.source().key()));
        data.put("prefix", image.prefix());
        data.put("crop", image.crop());
        data.put("background", image.background());
        outbox.append("image.uploaded", image.id().text(), image.fence() + 1, data);
    }

    private Map<String, @Nullable Object> ready(StoredImage image, StoredImage.Ladder ladder, boolean isPublic) {
        Map<String, @Nullable Object> data = new HashMap<>();
        data.put("imageId", image.id().text());
        data.put("uploadId", images.uploadOf(image.id()).map(UploadId::text).orElse(null));
        data.put("ownerId", image.owner().text());
        data.put("purpose", image.purpose().name());
        data.put("address", isPublic ? ImageAddresses.publicFolder(image) : null);
        data.put("width", ladder.width());
        data.put("height", ladder.height());
        data.put("widths", ladder.widths());
        data.put("blurHash", ladder.blurHash());
        data.put("color", ladder.color());
        return data;
    }

    private void leaveBehind(@Nullable ImageUse before, @Nullable ImageId kept, @Nullable ImageId alsoKept) {
        if (before == null) {
            return;
        }
        Instant now = clock.instant();
        List<ImageId> left = Stream.of(Optional.ofNullable(before.shown()), Optional.ofNullable(before.next()))
                .flatMap(Optional::stream)
                .map(StoredImage::id)
                .filter(id -> !id.equals(kept) && !id.equals(alsoKept))
                .toList();
        if (!left.isEmpty()) {
            images.left(left, now);
        }
    }

    private static @Nullable ImageId idOf(@Nullable StoredImage image) {
        return image == null ? null : image.id();
    }
}
