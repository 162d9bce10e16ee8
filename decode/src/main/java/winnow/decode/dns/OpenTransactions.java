// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import winnow.decode.ProcessSalt;
import winnow.schema.IpAddress;

/**
 * Transactions by what their messages share, in the order in which they were added: a hash table
 * whose entries are the transactions themselves.
 */
final class OpenTransactions {
  private static final int INITIAL_BUCKETS = 256;
  private static final long MULTIPLIER = 0x9e37_79b9_7f4a_7c15L;

  private @Nullable Transaction[] buckets = new Transaction[INITIAL_BUCKETS];
  private @Nullable Transaction eldest;
  private @Nullable Transaction youngest;
  private int size;

  /** A query, and what became of it. */
  static final class Transaction {
    final long timeMicros;

    /** Null once it is answered: it is needed no more. */
    DnsTransactions.@Nullable Sighting query;

    int responseHash;

    private final long clientHigh;
    private final long clientLow;
    private final long serverHigh;
    private final long serverLow;
    private final int ports;
    private final int protocolAndId;
    private final int type;
    private final @Nullable String name;
    private final int hash;
    private @Nullable Transaction inBucket;
    private @Nullable Transaction younger;
    private @Nullable Transaction older;

    /** The one that {@code seen} starts, or belongs to, between these ends. */
    Transaction(
        DnsTransactions.Sighting seen,
        IpAddress client,
        IpAddress server,
        int ports,
        int protocolAndId,
        int type,
        @Nullable String name) {
      timeMicros = seen.timeMicros();
      query = seen;
      clientHigh = client.high();
      clientLow = client.low();
      serverHigh = server.high();
      serverLow = server.low();
      this.ports = ports;
      this.protocolAndId = protocolAndId;
      this.type = type;
      this.name = name;
      hash = hash();
    }

    /** Salted, since whoever sends the packets chooses all that is hashed. */
    private int hash() {
      long mixed = mix(ProcessSalt.VALUE, clientHigh);
      mixed = mix(mix(mix(mixed, clientLow), serverHigh), serverLow);
      mixed = mix(mix(mixed, (long) ports << 32 | (protocolAndId & 0xffff_ffffL)), type);
      if (name != null) {
        for (int i = 0; i < name.length(); i++) {
          mixed = (mixed ^ name.charAt(i)) * MULTIPLIER;
        }
      }
      return (int) (mixed >>> 32);
    }

    private static long mix(long mixed, long value) {
      long product = (mixed ^ value) * MULTIPLIER;
      return product ^ product >>> 32;
    }

    private boolean isSame(Transaction other) {
      return hash == other.hash
          && protocolAndId == other.protocolAndId
          && ports == other.ports
          && type == other.type
          && clientLow == other.clientLow
          && clientHigh == other.clientHigh
          && serverLow == other.serverLow
          && serverHigh == other.serverHigh
          && Objects.equals(name, other.name);
    }
  }

  int size() {
    return size;
  }

  /** The one added first; null when there is none. */
  @Nullable Transaction eldest() {
    return eldest;
  }

  /** The one with the same ends, id, type and name as {@code like}. */
  @Nullable Transaction find(Transaction like) {
    Transaction found = buckets[like.hash & buckets.length - 1];
    while (found != null && !found.isSame(like)) {
      found = found.inBucket;
    }
    return found;
  }

  /** Adds one, of which there is no like. */
  void add(Transaction added) {
    if (size == buckets.length) {
      grow();
    }
    size++;
    intoBucket(added);
    added.older = youngest;
    if (youngest == null) {
      eldest = added;
    } else {
      youngest.younger = added;
    }
    youngest = added;
  }

  /** Removes one that was added. */
  void remove(Transaction removed) {
    size--;
    outOfBucket(removed);
    Transaction before = removed.older;
    Transaction after = removed.younger;
    if (before == null) {
      eldest = after;
    } else {
      before.younger = after;
    }
    if (after == null) {
      youngest = before;
    } else {
      after.older = before;
    }
  }

  private void intoBucket(Transaction added) {
    int bucket = added.hash & buckets.length - 1;
    added.inBucket = buckets[bucket];
    buckets[bucket] = added;
  }

  private void outOfBucket(Transaction removed) {
    int bucket = removed.hash & buckets.length - 1;
    Transaction before = buckets[bucket];
    if (before == removed) {
      buckets[bucket] = removed.inBucket;
      return;
    }
    while (before != null && before.inBucket != removed) {
      before = before.inBucket;
    }
    if (before != null) {
      before.inBucket = removed.inBucket;
    }
  }

  private void grow() {
    buckets = new Transaction[2 * buckets.length];
    for (Transaction each = eldest; each != null; each = each.younger) {
      intoBucket(each);
    }
  }
}
