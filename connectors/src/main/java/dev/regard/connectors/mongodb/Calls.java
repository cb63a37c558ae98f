package dev.regard.connectors.mongodb;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import dev.regard.engine.store.StoreUnavailable;
import java.util.function.Supplier;

/** Calls of the server, with its errors in words for an operator. */
final class Calls {
    private static final int DUPLICATE_KEY = 11000;

    private Calls() { }

    /** @param doing what fails when it fails, such as {@code filing events} */
    static <T> T call(String doing, Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoException e) {
            throw new StoreUnavailable(doing + ": " + plain(e), e);
        }
    }

    /** Runs an unordered write in which an id that is there already is no failure. */
    static void ignoringKnownIds(Runnable write) {
        try {
            write.run();
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null || !e.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY)) {
                throw e;
            }
        }
    }

    private static String plain(MongoException e) {
        if (e instanceof MongoTimeoutException) {
            return "no server of the MongoDB cluster answers";
        } else if (e instanceof MongoNotPrimaryException || e instanceof MongoNodeIsRecoveringException) {
            return "the MongoDB cluster is choosing another primary";
        } else if (e instanceof MongoSecurityException) {
            return "MongoDB refused the sign-in";
        } else if (e instanceof MongoSocketException) {
            return "the connection to MongoDB was lost";
        } else if (e instanceof MongoWriteConcernException
                || e instanceof MongoBulkWriteException bulk && bulk.getWriteConcernError() != null) {
            return "not enough members of the MongoDB cluster confirmed the write";
        }
        return e.getMessage();
    }
}
