// What Swift cannot import from libcrypto: macros, typed stacks, and a few loops over C unions.
#pragma once
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/obj_mac.h>
#include <openssl/objects.h>
#include <openssl/opensslv.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/pkcs7.h>
#include <openssl/provider.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <sys/random.h>

// MARK: stacks

static inline STACK_OF(X509) *fengni_certificates_new(void) { return sk_X509_new_null(); }

/// Adds a reference of its own; 1 on success.
static inline int fengni_certificates_push(STACK_OF(X509) *stack, X509 *x) {
  if (X509_up_ref(x) != 1) return 0;
  if (sk_X509_push(stack, x) > 0) return 1;
  X509_free(x);
  return 0;
}

static inline void fengni_certificates_free(STACK_OF(X509) *stack) {
  sk_X509_pop_free(stack, X509_free);
}

static inline int fengni_certificates_count(const STACK_OF(X509) *stack) {
  return sk_X509_num(stack);
}

static inline X509 *fengni_certificates_at(const STACK_OF(X509) *stack, int i) {
  return sk_X509_value(stack, i);
}

static inline int fengni_revoked_count(X509_CRL *crl) {
  STACK_OF(X509_REVOKED) *entries = X509_CRL_get_REVOKED(crl);
  return entries == NULL ? 0 : sk_X509_REVOKED_num(entries);
}

// MARK: names

/// The only value of an attribute of a name as UTF-8 in *out (freed with OPENSSL_free): its
/// length, or -1 when there is none, more than one, or it cannot be read.
static inline int fengni_name_value(const X509_NAME *name, int nid, unsigned char **out) {
  int at = X509_NAME_get_index_by_NID(name, nid, -1);
  if (at < 0 || X509_NAME_get_index_by_NID(name, nid, at) >= 0) return -1;
  const X509_NAME_ENTRY *entry = X509_NAME_get_entry(name, at);
  return ASN1_STRING_to_UTF8(out, X509_NAME_ENTRY_get_data(entry));
}

/// One line, UTF-8 kept as it is, control characters escaped.
static inline int fengni_name_print(BIO *out, const X509_NAME *name) {
  return X509_NAME_print_ex(out, name, 0, XN_FLAG_ONELINE & ~ASN1_STRFLGS_ESC_MSB);
}

static inline long fengni_bio_bytes(BIO *bio, char **out) { return BIO_get_mem_data(bio, out); }

// MARK: extensions of certificates that we issue

static inline int fengni_add_basic_constraints(X509 *x, int isCA) {
  BASIC_CONSTRAINTS *value = BASIC_CONSTRAINTS_new();
  if (value == NULL) return 0;
  value->ca = isCA ? 0xff : 0;
  int ok = X509_add1_ext_i2d(x, NID_basic_constraints, value, 1, X509V3_ADD_DEFAULT);
  BASIC_CONSTRAINTS_free(value);
  return ok == 1;
}

/// `bits` counts as RFC 5280 does: bit 0 is digitalSignature.
static inline int fengni_add_key_usage(X509 *x, unsigned bits) {
  ASN1_BIT_STRING *value = ASN1_BIT_STRING_new();
  if (value == NULL) return 0;
  int ok = 1;
  for (int i = 0; i < 9 && ok; i++)
    if (bits & (1u << i)) ok = ASN1_BIT_STRING_set_bit(value, i, 1);
  if (ok) ok = X509_add1_ext_i2d(x, NID_key_usage, value, 1, X509V3_ADD_DEFAULT) == 1;
  ASN1_BIT_STRING_free(value);
  return ok;
}

static inline int fengni_add_subject_key_id(X509 *x, const unsigned char *id, int count) {
  ASN1_OCTET_STRING *value = ASN1_OCTET_STRING_new();
  if (value == NULL) return 0;
  int ok = ASN1_OCTET_STRING_set(value, id, count) == 1 &&
           X509_add1_ext_i2d(x, NID_subject_key_identifier, value, 0, X509V3_ADD_DEFAULT) == 1;
  ASN1_OCTET_STRING_free(value);
  return ok;
}

/// The authority key identifier for a certificate (`x`) or a CRL (`crl`), whichever is not null.
static inline int fengni_add_authority_key_id(X509 *x, X509_CRL *crl, const unsigned char *id,
                                              int count) {
  AUTHORITY_KEYID *value = AUTHORITY_KEYID_new();
  if (value == NULL) return 0;
  int ok = 0;
  value->keyid = ASN1_OCTET_STRING_new();
  if (value->keyid != NULL && ASN1_OCTET_STRING_set(value->keyid, id, count) == 1) {
    if (x != NULL)
      ok = X509_add1_ext_i2d(x, NID_authority_key_identifier, value, 0, X509V3_ADD_DEFAULT);
    else
      ok = X509_CRL_add1_ext_i2d(crl, NID_authority_key_identifier, value, 0, X509V3_ADD_DEFAULT);
  }
  AUTHORITY_KEYID_free(value);
  return ok == 1;
}

static inline int fengni_add_crl_number(X509_CRL *crl, int64_t number) {
  ASN1_INTEGER *value = ASN1_INTEGER_new();
  if (value == NULL) return 0;
  int ok = ASN1_INTEGER_set_int64(value, number) == 1 &&
           X509_CRL_add1_ext_i2d(crl, NID_crl_number, value, 0, X509V3_ADD_DEFAULT) == 1;
  ASN1_INTEGER_free(value);
  return ok;
}

/// The CRL number, or -1 when there is none or it does not fit.
static inline int64_t fengni_crl_number(const X509_CRL *crl) {
  ASN1_INTEGER *value = X509_CRL_get_ext_d2i(crl, NID_crl_number, NULL, NULL);
  if (value == NULL) return -1;
  int64_t number = -1;
  if (ASN1_INTEGER_get_int64(&number, value) != 1 || number < 0) number = -1;
  ASN1_INTEGER_free(value);
  return number;
}

// MARK: scope of a CRL

static inline int fengni_share_a_name(const GENERAL_NAMES *a, const GENERAL_NAMES *b) {
  for (int i = 0; i < sk_GENERAL_NAME_num(a); i++)
    for (int j = 0; j < sk_GENERAL_NAME_num(b); j++)
      if (GENERAL_NAME_cmp(sk_GENERAL_NAME_value(a, i), sk_GENERAL_NAME_value(b, j)) == 0)
        return 1;
  return 0;
}

/// Whether a distribution point of the certificate is the one for which the CRL was issued.
static inline int fengni_points_at(const X509 *x, const DIST_POINT_NAME *point) {
  if (point->type != 0) return 0;
  STACK_OF(DIST_POINT) *points = X509_get_ext_d2i(x, NID_crl_distribution_points, NULL, NULL);
  int found = 0;
  for (int i = 0; i < sk_DIST_POINT_num(points) && i < 64 && !found; i++) {
    const DIST_POINT *p = sk_DIST_POINT_value(points, i);
    if (p->distpoint != NULL && p->distpoint->type == 0)
      found = fengni_share_a_name(p->distpoint->name.fullname, point->name.fullname);
  }
  sk_DIST_POINT_pop_free(points, DIST_POINT_free);
  return found;
}

/// Whether a CRL speaks of this certificate at all (RFC 5280, 6.3.3 b): complete, direct, of all
/// reasons, for this kind of certificate; no critical extension that we do not know.
static inline int fengni_crl_covers(const X509_CRL *crl, const X509 *x, int isCA) {
  for (int at = -1; (at = X509_CRL_get_ext_by_critical(crl, 1, at)) >= 0;) {
    ASN1_OBJECT *id = X509_EXTENSION_get_object(X509_CRL_get_ext(crl, at));
    if (OBJ_obj2nid(id) != NID_issuing_distribution_point) return 0;
  }
  if (X509_CRL_get_ext_by_NID(crl, NID_delta_crl, -1) >= 0) return 0;
  if (X509_CRL_get_ext_by_NID(crl, NID_issuing_distribution_point, -1) < 0) return 1;
  ISSUING_DIST_POINT *idp = X509_CRL_get_ext_d2i(crl, NID_issuing_distribution_point, NULL, NULL);
  if (idp == NULL) return 0;
  int ok = idp->indirectCRL <= 0 && idp->onlyattr <= 0 && idp->onlysomereasons == NULL &&
           !(idp->onlyuser > 0 && isCA) && !(idp->onlyCA > 0 && !isCA);
  if (ok && idp->distpoint != NULL) ok = fengni_points_at(x, idp->distpoint);
  ISSUING_DIST_POINT_free(idp);
  return ok;
}

// MARK: PKCS#8 and PKCS#12

/// Reads the parameters of PBES2; NULL when they are none.
static inline PBE2PARAM *fengni_pbes2(const X509_ALGOR *algorithm) {
  return ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBE2PARAM), algorithm->parameter);
}

static inline PBKDF2PARAM *fengni_pbkdf2(const X509_ALGOR *algorithm) {
  return ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBKDF2PARAM), algorithm->parameter);
}

static inline SCRYPT_PARAMS *fengni_scrypt(const X509_ALGOR *algorithm) {
  return ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(SCRYPT_PARAMS), algorithm->parameter);
}

/// The parameters of the older password based schemes (PKCS#12 appendix C, PBES1).
static inline PBEPARAM *fengni_pbe(const X509_ALGOR *algorithm) {
  return ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBEPARAM), algorithm->parameter);
}

static inline int fengni_algorithm_nid(const X509_ALGOR *algorithm) {
  const ASN1_OBJECT *id = NULL;
  X509_ALGOR_get0(&id, NULL, NULL, algorithm);
  return OBJ_obj2nid(id);
}

static inline int fengni_content_infos_count(const STACK_OF(PKCS7) *stack) {
  return sk_PKCS7_num(stack);
}

static inline PKCS7 *fengni_content_infos_at(const STACK_OF(PKCS7) *stack, int i) {
  return sk_PKCS7_value(stack, i);
}

static inline void fengni_content_infos_free(STACK_OF(PKCS7) *stack) {
  sk_PKCS7_pop_free(stack, PKCS7_free);
}

static inline int fengni_bags_count(const STACK_OF(PKCS12_SAFEBAG) *stack) {
  return sk_PKCS12_SAFEBAG_num(stack);
}

static inline const PKCS12_SAFEBAG *fengni_bags_at(const STACK_OF(PKCS12_SAFEBAG) *stack, int i) {
  return sk_PKCS12_SAFEBAG_value(stack, i);
}

static inline void fengni_bags_free(STACK_OF(PKCS12_SAFEBAG) *stack) {
  sk_PKCS12_SAFEBAG_pop_free(stack, PKCS12_SAFEBAG_free);
}

/// The bags of an encrypted content, or NULL: wrong passphrase, or a cipher that is not there.
static inline STACK_OF(PKCS12_SAFEBAG) *fengni_bags_decrypt(PKCS7 *p7, const char *passphrase,
                                                            int count, OSSL_LIB_CTX *library) {
  if (PKCS7_type_is_encrypted(p7) == 0 || p7->d.encrypted == NULL) return NULL;
  PKCS7_ENC_CONTENT *content = p7->d.encrypted->enc_data;
  if (content == NULL || content->enc_data == NULL) return NULL;
  return PKCS12_item_decrypt_d2i_ex(content->algorithm, ASN1_ITEM_rptr(PKCS12_SAFEBAGS),
                                    passphrase, count, content->enc_data, 1, library, NULL);
}

static inline const X509_ALGOR *fengni_content_cipher(const PKCS7 *p7) {
  if (OBJ_obj2nid(p7->type) != NID_pkcs7_encrypted || p7->d.encrypted == NULL) return NULL;
  const PKCS7_ENC_CONTENT *content = p7->d.encrypted->enc_data;
  return content == NULL ? NULL : content->algorithm;
}
