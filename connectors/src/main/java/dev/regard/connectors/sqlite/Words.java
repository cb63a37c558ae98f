package dev.regard.connectors.sqlite;

import dev.regard.engine.store.StoreUnavailable;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite's errors in words for an operator. */
final class Words {
    private Words() { }

    static StoreUnavailable unavailable(String doing, SQLException e) {
        return new StoreUnavailable(doing + ": " + plain(e), e);
    }

    /** Whether the file itself is broken, which no later try makes good. */
    static boolean isDamage(SQLException e) {
        int primary = e instanceof SQLiteException own ? own.getResultCode().code & 0xff : SQLiteErrorCode.SQLITE_ERROR.code;
        return primary == SQLiteErrorCode.SQLITE_CORRUPT.code || primary == SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    private static String plain(SQLException e) {
        SQLiteErrorCode code = e instanceof SQLiteException own ? own.getResultCode() : SQLiteErrorCode.SQLITE_ERROR;
        // the low byte is the primary code, of which the others are refinements
        int primary = code.code & 0xff;
        if (primary == SQLiteErrorCode.SQLITE_FULL.code || code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
            return "the disk is full";
        } else if (primary == SQLiteErrorCode.SQLITE_IOERR.code) {
            return "the disk does not answer as it should (" + code + ")";
        } else if (primary == SQLiteErrorCode.SQLITE_READONLY.code || primary == SQLiteErrorCode.SQLITE_PERM.code
                || primary == SQLiteErrorCode.SQLITE_CANTOPEN.code) {
            return "the file may not be written (" + code + ")";
        } else if (isDamage(e)) {
            return "the file is damaged (" + code + "); bring back a copy";
        } else if (primary == SQLiteErrorCode.SQLITE_BUSY.code || primary == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return "another program holds the file";
        }
        return e.getMessage();
    }
}
