/** Test doubles and conditions that the tests of every module share. */
package keilog.protocol.testing;
