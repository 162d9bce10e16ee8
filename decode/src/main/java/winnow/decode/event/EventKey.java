// SPDX-License-Identifier: Apache-2.0
package winnow.decode.event;

/** What values of events mean, whatever their format calls them. */
enum EventKey {
  /** When it was received, or logged. */
  TIME,
  /** The pattern in which {@link #TIME} is written. */
  TIME_FORMAT,
  /** When it began. */
  START,
  /** When it ended. */
  END,
  /** How long it took, seconds. */
  DURATION_SECONDS,
  /** Its date alone. */
  DATE,
  /** Its time of day alone. */
  TIME_OF_DAY,
  /** Nanoseconds, microseconds, milliseconds or seconds since the epoch. */
  EPOCH,
  /** Who reports it. */
  REPORTER,
  /** Address of who reports it. */
  REPORTER_ADDRESS,
  SOURCE,
  SOURCE_V6,
  SOURCE_PORT,
  DESTINATION,
  DESTINATION_V6,
  DESTINATION_PORT,
  TRANSLATED_SOURCE,
  TRANSLATED_SOURCE_PORT,
  TRANSLATED_DESTINATION,
  TRANSLATED_DESTINATION_PORT,
  SOURCE_MAC,
  DESTINATION_MAC,
  /** Transport protocol, name or number. */
  PROTOCOL,
  /** Name of the application protocol. */
  SERVICE,
  APPLICATION,
  /** Bytes from source to destination. */
  SENT_OCTETS,
  /** Bytes from destination to source. */
  RECEIVED_OCTETS,
  SENT_PACKETS,
  RECEIVED_PACKETS,
  USER,
  GROUP,
  /** A URL, or the path of one whose host is {@link #HOST}. */
  URL,
  HOST,
  METHOD,
  USER_AGENT,
  REFERRER,
  FORWARDED_FOR,
  STATUS,
  MIME_TYPE,
  FILE_NAME,
  ACTION,
  OUTCOME,
  REASON,
  CATEGORY,
  THREAT,
  UID;

  static final int COUNT = values().length;
}
