/** Car profiles: data files, one per car, every fact with its confidence and source. */
package keilog.protocol.car;
