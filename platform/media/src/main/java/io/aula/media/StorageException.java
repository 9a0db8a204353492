package io.aula.media;

/** The object store could not do what was asked: broken infrastructure, worth a later try. */
public class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StorageException(String attempted, Throwable cause) {
        super(attempted + ": " + cause.getMessage(), cause);
    }

    StorageException(String attempted) {
        super(attempted);
    }
}
