package io.kalends.provider.ics.internal;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Another program saved a file between our look at it and our write: nothing was written, and it is to be read again. */
final class SavedMeanwhileException extends FileSystemException {

    private static final long serialVersionUID = 1L;

    SavedMeanwhileException(Path file) {
        super(file.toString(), null, "another program saved it at the same moment");
    }
}
